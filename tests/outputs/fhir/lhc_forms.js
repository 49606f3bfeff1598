// Fills in a form as a person does, by clicks and typing, and reports what is to be seen after each answer.
// It knows nothing of trees: people come as the ticks that they give for each fact.
"use strict";

const post = (path, data) => fetch(path, { method: "POST", body: JSON.stringify(data) });
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const fail = (error) => post("/failed", String((error && error.stack) || error));
addEventListener("error", (event) => fail(event.message));
addEventListener("unhandledrejection", (event) => fail(event.reason));

// linkId -> fact, from the questionnaire
function factsOf(items, found = new Map()) {
  for (const item of items || []) {
    if (item.code) found.set(item.linkId, item.code[0].code);
    factsOf(item.item, found);
  }
  return found;
}

// What a label stands for; LHC-Forms writes the spaces of a code as in an address.
const tickOf = (label) => decodeURIComponent(label.id.slice(label.id.indexOf("|") + 1));

// The answer that an item shows, as "system|code" or as the text of a number; "" for none.
function shownAnswer(element) {
  const chosen = element.querySelector(".ant-radio-wrapper-checked");
  if (chosen) return tickOf(chosen);
  const typed = element.querySelector("input:not([type=radio])");
  return typed ? typed.value : "";
}

// Elements are found once they exist, and seen when they take up room.
function questionsSeen(facts) {
  const seen = [];
  for (const element of document.querySelectorAll("lhc-item")) {
    const link = element.id.slice("item-".length).replace(/(\/1)+$/, "");
    if (element.offsetParent !== null && facts.has(link)) {
      seen.push({ element, link, fact: facts.get(link) });
    }
  }
  return seen;
}

function give(element, tick) {
  if (typeof tick === "string") {
    const labels = [...element.querySelectorAll("label.lhc-answer")];
    const meant = labels.find((label) => tickOf(label) === tick);
    if (!meant) throw new Error(tick + " is not among " + labels.map(tickOf));
    meant.querySelector("input").click();
    return;
  }
  const input = element.querySelector("input");
  input.focus();
  input.value = String(tick);
  for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
  input.blur();
}

// A choice is clicked where the tick is a text, a number is typed otherwise.
const takes = (element, tick) => (element.querySelector("label.lhc-answer") !== null) === (typeof tick === "string");

const snapshot = (seen) => seen.map(({ element, link, fact }) => [link, fact, shownAnswer(element)]);

async function fillIn(facts, person) {
  const snapshots = [];
  for (;;) {
    const seen = questionsSeen(facts);
    snapshots.push(snapshot(seen));
    const open = seen.find(
      ({ element, fact }) =>
        fact in person && takes(element, person[fact]) && shownAnswer(element) !== String(person[fact]),
    );
    if (!open) return snapshots;
    give(open.element, person[open.fact]);
    await settled();
    if (shownAnswer(open.element) !== String(person[open.fact])) throw new Error("no answer at " + open.link);
  }
}

async function fillInAll() {
  const work = await (await fetch("/work")).json();
  await LForms.Util.addFormToPage(work.questionnaire, "form", { fhirVersion: "R4" });
  await settled();
  const facts = factsOf(work.questionnaire.item);
  for (const [number, person] of work.people.entries()) {
    const snapshots = await fillIn(facts, person);
    const response = work.responses ? LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4") : null;
    await post("/filled", { number, snapshots, response });
  }
  await post("/done", {});
}

fillInAll().catch(fail);
