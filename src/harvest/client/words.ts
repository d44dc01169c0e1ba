import type { FetchReason } from '../../catalog/guarded-client.js';
import { type Text, text } from '../../catalog/text.js';
import { type ClientLimits, headerBytes } from './limits.js';

const seconds = (ms: number): string => String(ms / 1000);
const bytes = (count: number): string => count.toLocaleString('en');

const outside = text(
  'โปรดใช้ที่อยู่ที่เครื่องบนอินเทอร์เน็ตเรียกได้ เช่น https://catalog.example.go.th',
  'Give an address that any machine on the internet can reach, such as https://catalog.example.go.th.',
);
const address = text(
  'โปรดตรวจสอบว่าที่อยู่ถูกต้องและเปิดให้เรียกจากภายนอก แล้วลองใหม่',
  'Check that the address is right and can be reached from outside, then try again.',
);
const slow = text(
  'โปรดลองใหม่เมื่อระบบต้นทางไม่หนาแน่น หากยังช้าอยู่โปรดแจ้งผู้ดูแลระบบต้นทาง',
  'Try again when the source is less busy; if it stays slow, tell its administrator.',
);
const answer = text(
  'โปรดแจ้งผู้ดูแลระบบต้นทางให้ตรวจสอบการตั้งค่าเว็บเซิร์ฟเวอร์',
  'Ask the source’s administrator to check the web server’s settings.',
);
const smaller = text(
  'โปรดแบ่งข้อมูลเป็นส่วนที่เล็กลง หรือให้ผู้ดูแลระบบนี้เพิ่มค่าที่ตั้งไว้',
  'Offer the data in smaller parts, or have the operator of this service raise the setting.',
);
const redirect = text('โปรดใช้ที่อยู่สุดท้ายที่ระบบต้นทางชี้ไปแทน', 'Give the address that the source finally leads to instead.');
const keys = text('โปรดนำชื่อผู้ใช้ รหัสผ่าน หรือกุญแจออกจากที่อยู่', 'Take user names, passwords and keys out of the address.');

/** Each reason's words, then its remedy: `about` is the detail that goes with it, `limits` the bounds in force. */
export const words: Readonly<Record<FetchReason, readonly [(about: Text, limits: ClientLimits) => Text, Text]>> = {
  'not-an-address': [() => text('ไม่ใช่ที่อยู่เว็บ', 'not a web address that can be fetched'), outside],
  scheme: [
    ({ th, en }) => text(`ไม่รับที่อยู่แบบ ${th} รับเฉพาะ http และ https`, `${en} addresses are not fetched, only http and https`),
    outside,
  ],
  credentials: [() => text('ที่อยู่มีชื่อผู้ใช้หรือรหัสผ่าน', 'the address has a user name or password in it'), keys],
  port: [({ th, en }) => text(`พอร์ต ${th} ไม่ใช่พอร์ตของเว็บ`, `port ${en} is never a web server’s`), outside],
  'refused-network': [
    ({ th, en }) =>
      text(`ชี้ไปที่ ${th} ซึ่งเป็นเครือข่ายภายในหรือช่วงที่ไม่ให้เรียก`, `it leads to ${en}, a private or local network or one that is not fetched`),
    outside,
  ],
  'refused-name': [
    ({ th, en }) => text(`ชื่อ ${th} ใช้ได้เฉพาะในเครื่องหรือเครือข่ายภายใน`, `the name ${en} only means something in a private or local network`),
    outside,
  ],
  'request-header': [
    ({ th, en }) => text(`ตั้งส่วนหัว ${th} สำหรับแหล่งข้อมูลไม่ได้`, `the header ${en} cannot be set for a source`),
    text('โปรดใช้ส่วนหัวที่ระบบต้นทางกำหนด เช่น Authorization', 'Use the header that the source asks for, such as Authorization.'),
  ],
  'unknown-host': [() => text('ไม่พบชื่อโดเมนนี้', 'the host name is not known'), address],
  'name-lookup': [({ en }) => text(`ค้นหาที่อยู่ของชื่อเครื่องไม่สำเร็จ (${en})`, `the host name could not be looked up (${en})`), address],
  'connection-refused': [() => text('ระบบต้นทางปฏิเสธการเชื่อมต่อ', 'the connection was refused'), address],
  'connection-cut': [() => text('การเชื่อมต่อขาดก่อนได้รับคำตอบครบ', 'the connection was closed before the answer was complete'), slow],
  'connect-timeout': [
    (_, { connectMs }) => text(`เชื่อมต่อไม่ได้ภายใน ${seconds(connectMs)} วินาที`, `no connection within ${seconds(connectMs)} s`),
    address,
  ],
  'idle-timeout': [
    (_, { idleMs }) => text(`ไม่ส่งข้อมูลเกิน ${seconds(idleMs)} วินาที`, `no answer within ${seconds(idleMs)} s, or it stopped for as long`),
    slow,
  ],
  'total-timeout': [
    (_, { totalMs }) => text(`ตอบไม่เสร็จภายใน ${seconds(totalMs)} วินาที`, `the answer was not complete within ${seconds(totalMs)} s`),
    slow,
  ],
  cancelled: [() => text('ถูกยกเลิก', 'it was cancelled'), text('สั่งใหม่เมื่อพร้อม', 'Start it again when ready.')],
  resting: [
    ({ th, en }) =>
      text(`ระบบต้นทางขัดข้องติดต่อกันหลายครั้ง จึงพักการเรียกไว้อีก ${th}`, `it failed several times in a row, so it is left alone for another ${en}`),
    slow,
  ],
  certificate: [
    ({ en }) => text(`ใบรับรอง (TLS certificate) ใช้ไม่ได้ (${en})`, `its TLS certificate cannot be trusted (${en})`),
    text(
      'ให้ผู้ดูแลระบบต้นทางต่ออายุใบรับรอง และติดตั้งใบรับรองตัวกลาง (intermediate) ให้ครบ',
      'Have the source’s administrator renew the certificate and install its whole chain, with intermediate certificates.',
    ),
  ],
  proxy: [
    ({ en }) => text(`พร็อกซีของระบบนี้ไม่เปิดทางให้ (${en})`, `this service’s proxy did not let it through (${en})`),
    text(
      'ให้ผู้ดูแลระบบนี้ตรวจ HARVEST_PROXY และอนุญาต CONNECT ไปยังเลข IP ปลายทาง ทั้งพอร์ต 80 และ 443',
      'Have the operator of this service check HARVEST_PROXY, which must allow CONNECT to IP addresses on ports 80 and 443.',
    ),
  ],
  'not-http': [({ en }) => text(`คำตอบไม่เป็นไปตาม HTTP (${en})`, `the answer is not HTTP (${en})`), answer],
  'headers-too-large': [
    () => text(`ส่วนหัวของคำตอบใหญ่กว่า ${bytes(headerBytes)} ไบต์`, `the answer’s headers are larger than ${bytes(headerBytes)} bytes`),
    answer,
  ],
  'too-many-redirects': [(_, { redirects }) => text(`ส่งต่อไปที่อื่นเกิน ${redirects} ครั้ง`, `more than ${redirects} redirects`), redirect],
  'broken-redirect': [
    ({ en }) => text(`ส่งต่อไปยังที่อยู่ที่อ่านไม่ได้ (${en})`, `it redirects to what cannot be read as an address (${en})`),
    redirect,
  ],
  'insecure-redirect': [
    ({ en }) => text(`ส่งต่อจาก https ไปยัง http (${en}) ทั้งที่ส่งกุญแจไปด้วย`, `it redirects from https to http (${en}) though a key was sent`),
    redirect,
  ],
  'redirected-post': [({ en }) => text(`ส่งต่อไปยังที่อื่น (${en}) ทั้งที่เป็นคำขอแบบ POST`, `it redirects a POST to another place (${en})`), redirect],
  'too-large': [
    (_, { answerBytes }) => text(`คำตอบใหญ่กว่า ${bytes(answerBytes)} ไบต์`, `the answer is larger than ${bytes(answerBytes)} bytes`),
    smaller,
  ],
  'unpacked-too-large': [
    (_, { unpackedBytes }) =>
      text(`คำตอบเมื่อคลายแล้วใหญ่กว่า ${bytes(unpackedBytes)} ไบต์`, `the unpacked answer is larger than ${bytes(unpackedBytes)} bytes`),
    smaller,
  ],
  'unpack-ratio': [
    (_, { unpackRatio }) => text(`คำตอบคลายออกเกิน ${unpackRatio} เท่า`, `the answer unpacks to more than ${unpackRatio} times its size`),
    answer,
  ],
  'unknown-encoding': [
    ({ en }) => text(`บีบอัดด้วยวิธีที่ระบบไม่รู้จัก (${en})`, `it is packed in a way that is not read (Content-Encoding ${en})`),
    answer,
  ],
  'broken-encoding': [({ en }) => text(`คลายคำตอบไม่ได้ (${en})`, `the packed answer is broken or cut (${en})`), answer],
  other: [({ en }) => text(`เรียกไม่สำเร็จ (${en})`, en), address],
};
