// Fills in a form as a person does, by clicks and typing, and reports what is to be seen after each answer.
// It knows nothing of trees: people come as the ticks that they give for each fact. How a program draws
// a question is known by its adapter, which has
//   show(questionnaire)   draws the form; a promise
//   questions()           the elements of questions that exist, each with its linkId: [{ element, link }]
//   response()            the QuestionnaireResponse
//   options(element)      the answers to choose from at a question, in their order: [{ input, chosen }]
//   settled(isTyped)      a promise that the form has taken the last answer
"use strict";

const post = (path, data) => fetch(path, { method: "POST", body: JSON.stringify(data) });
const fail = (error) => post("/failed", String((error && error.stack) || error));
addEventListener("error", (event) => fail(event.message));
addEventListener("unhandledrejection", (event) => fail(event.reason));

const plain = (text) => text.replace(/\s+/g, " ").trim();
const tickOf = ({ valueCoding }) => valueCoding.system + "|" + valueCoding.code;

function everyItem(items, found = []) {
  for (const item of items || []) {
    found.push(item);
    everyItem(item.item, found);
  }
  return found;
}

// Elements are found once they exist, and seen when they take up room.
function seenIn(client, facts) {
  const there = client.questions().filter(({ element, link }) => element.getClientRects().length && facts.has(link));
  return there.map(({ element, link }) => ({ element, link, item: facts.get(link) }));
}

const typedInto = (element) => element.querySelector("input:not([type=radio]), textarea");

// The answer that an item shows, as "system|code" or as what is typed; "" for none.
function answerAt(client, { element, item }) {
  const place = client.options(element).findIndex(({ chosen }) => chosen);
  if (place >= 0) return tickOf(item.answerOption[place]);
  const typed = typedInto(element);
  return typed ? typed.value : "";
}

function give(client, { element, item }, tick) {
  if (item.answerOption) {
    const place = item.answerOption.findIndex((option) => tickOf(option) === tick);
    const option = client.options(element)[place];
    if (!option) throw new Error(tick + " is not among the answers of " + item.linkId);
    option.input.click();
    return;
  }
  const input = typedInto(element);
  input.focus();
  // React looks only at what is set past its own property.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value").set.call(input, String(tick));
  for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
  input.blur();
}

// A choice is clicked where the tick is one of its options, a number is typed otherwise.
function takes(item, tick) {
  if (!item.answerOption) return typeof tick === "number" || !/^(urn|http):.*\|/.test(tick);
  return item.answerOption.some((option) => tickOf(option) === tick);
}

const factOf = (item) => item.code[0].code;

function snapshotOf(client, form, seen) {
  const text = plain(document.getElementById("form").innerText);
  const said = form.said.filter((item) => text.includes(plain(item.text))).map((item) => item.linkId);
  return { asked: seen.map((each) => [each.link, factOf(each.item), answerAt(client, each)]), said };
}

// Each person goes on where the one before stopped; what was seen there is not looked at again.
async function fillIn(client, form, person) {
  const snapshots = [];
  let isNew = !form.last;
  for (;;) {
    const seen = seenIn(client, form.facts);
    if (isNew) snapshots.push((form.last = snapshotOf(client, form, seen)));
    const wanted = (each) => {
      const tick = person[factOf(each.item)];
      return tick !== undefined && takes(each.item, tick) && answerAt(client, each) !== String(tick);
    };
    const open = seen.find(wanted);
    if (!open) return snapshots.length ? snapshots : [form.last];
    if (snapshots.length % 10 === 9) await post("/going-on", snapshots.length);
    if (snapshots.length > 200) throw new Error("the form goes round in circles at " + open.link);
    give(client, open, person[factOf(open.item)]);
    await client.settled(!open.item.answerOption);
    isNew = true;
  }
}

async function fillInAll(client) {
  const work = await (await fetch("/work")).json();
  const items = everyItem(work.questionnaire.item);
  const form = {
    facts: new Map(items.filter((item) => item.code).map((item) => [item.linkId, item])),
    said: items.filter((item) => item.type === "display" && /^(outcome|demand)\./.test(item.linkId)),
  };
  await client.show(work.questionnaire);
  for (const [number, person] of work.people.entries()) {
    const snapshots = await fillIn(client, form, person);
    const response = work.responses ? client.response() : null;
    await post("/filled", { number, snapshots, response });
  }
  await post("/done", {});
}

window.fillInWith = (client) => fillInAll(client).catch(fail);
