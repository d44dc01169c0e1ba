import { Problem } from '../catalog/problem.js';
import { text } from '../catalog/text.js';

type JsonObject = Readonly<Record<string, unknown>>;

export function isPackage(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Fields of which a package has one at least, and CKAN's other answers none. */
const telling = ['title', 'notes', 'resources', 'extras', 'tags', 'owner_org'];

/**
 * The packages of CKAN's JSON: an answer of package_show or package_search, its result alone, a list, or one package.
 * @throws Problem `no-dataset` when it is none of these, or holds none.
 */
export function packagesOf(value: unknown): readonly unknown[] {
  const within = isPackage(value) && 'result' in value ? value.result : value;
  if (isPackage(value) && value.success === false) throw failedAnswer(value);
  const list = isPackage(within) && Array.isArray(within.results) ? within.results : within;
  const packages = Array.isArray(list) ? list : [list];
  if (packages.length === 0 || !packages.some((one) => isPackage(one) && telling.some((field) => field in one))) throw noPackage();
  return packages;
}

function failedAnswer(answer: JsonObject): Problem {
  const message = isPackage(answer.error) && typeof answer.error.message === 'string' ? answer.error.message.slice(0, 200) : '';
  return new Problem(
    'no-dataset',
    text(`CKAN ตอบว่าไม่สำเร็จ ${message}`.trim(), `This is CKAN’s answer to a failed call. ${message}`.trim()),
    {
      remedy: text('เรียก package_show ด้วยชื่อชุดข้อมูลที่มีอยู่', 'Call package_show with the name of a dataset that exists.'),
    },
  );
}

function noPackage(): Problem {
  return new Problem('no-dataset', text('อ่าน JSON ได้ แต่ไม่มีชุดข้อมูล', 'The JSON was read, but there is no dataset in it.'), {
    remedy: text(
      'ส่งผลของ package_show หรือ package_search ของ CKAN หรือ JSON-LD ที่มี @context และ dcat:Dataset',
      'Send what CKAN’s package_show or package_search gives, or JSON-LD with @context and a dcat:Dataset.',
    ),
  });
}
