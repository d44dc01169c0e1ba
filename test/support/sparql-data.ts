const prefixes = `
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX vcard: <http://www.w3.org/2006/vcard/ns#>
PREFIX adms: <http://www.w3.org/ns/adms#>
PREFIX gdc: <https://w3id.org/dcat-ap-th/ns#>
PREFIX d: <https://data.agency.example/datasets/>
PREFIX org: <https://data.agency.example/org/>
`;

/** TriG of an invented agency's catalogue. */
export function trig(...parts: readonly string[]): string {
  return `${prefixes}\norg:fisheries a foaf:Agent ; foaf:name "กรมประมงตัวอย่าง"@th, "Example Fisheries"@en ; dct:identifier "99070100" ; foaf:made d:all .\n${parts.join('\n')}`;
}

/** A dataset with a contact and a distribution of its own. */
export function dataset(name: string, more = ''): string {
  return `d:${name} a dcat:Dataset ; dct:title "ชุดข้อมูล ${name}"@th ; dct:publisher org:fisheries ;
    dcat:contactPoint [ a vcard:Organization ; vcard:fn "กองสถิติ"@th ; vcard:hasEmail <mailto:stat@agency.example> ] ;
    dcat:distribution <https://data.agency.example/datasets/${name}/csv> ${more === '' ? '' : `; ${more}`} .
  <https://data.agency.example/datasets/${name}/csv> a dcat:Distribution ; dcat:accessURL <https://data.agency.example/files/${name}.csv> .`;
}

/** That many datasets, `n0001` and so on. */
export function datasets(count: number): string[] {
  return Array.from({ length: count }, (_, index) => dataset(`n${String(index + 1).padStart(4, '0')}`));
}
