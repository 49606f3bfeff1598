// How sdc-qrf, of Beda, draws a form. It brings no widgets, so here are plain ones; and it reads extensions
// as elements and values by their types, so the form is put so before.
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { QuestionItems, QuestionnaireResponseFormProvider, calcInitialContext, mapResponseToForm } from "sdc-qrf";

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const SDC = "sdc-questionnaire-";

function typed(entry, prefix) {
  const key = Object.keys(entry).find((each) => each.startsWith(prefix));
  const kind = key.slice(prefix.length);
  return { [kind === "Coding" ? kind : kind.toLowerCase()]: entry[key] };
}

function firstClass(item) {
  const found = { ...item };
  for (const { url, valueBoolean, valueExpression } of item.extension || []) {
    if (url.endsWith("questionnaire-hidden")) found.hidden = valueBoolean;
    if (url.includes(SDC)) found[url.slice(url.indexOf(SDC) + SDC.length)] = valueExpression;
    if (url.endsWith("StructureDefinition/variable")) (found.variable ??= []).push(valueExpression);
  }
  if (item.item) found.item = item.item.map(firstClass);
  if (item.initial) found.initial = item.initial.map((each) => ({ value: typed(each, "value") }));
  if (item.answerOption) found.answerOption = item.answerOption.map((each) => ({ value: typed(each, "value") }));
  if (item.enableWhen)
    found.enableWhen = item.enableWhen.map((rule) => ({ ...rule, answer: typed(rule, "answer") }));
  return found;
}

let change = () => {};
let values = {};

function answer(parentPath, item, value) {
  const [last, ...rest] = [item.linkId, ...[...parentPath].reverse()];
  values = structuredClone(values);
  let at = values;
  for (const part of rest.reverse()) at = at[part] ??= {};
  at[last] = [{ value }];
  change(values);
}

function given(parentPath, item) {
  const at = [...parentPath, item.linkId].reduce((found, part) => found?.[part], values);
  return at?.[0]?.value;
}

const Group = ({ questionItem, parentPath, context }) => (
  <div>
    <p>{questionItem.text}</p>
    <QuestionItems
      questionItems={questionItem.item || []}
      parentPath={[...parentPath, questionItem.linkId, "items"]}
      context={context[0]}
    />
  </div>
);
const Display = ({ questionItem }) => <p>{questionItem.text}</p>;
const Choice = ({ questionItem, parentPath }) => (
  <fieldset data-linkid={questionItem.linkId}>
    <legend>{questionItem.text}</legend>
    {questionItem.answerOption.map(({ value }) => (
      <input
        key={value.Coding.code}
        type="radio"
        name={questionItem.linkId}
        checked={given(parentPath, questionItem)?.Coding?.code === value.Coding.code}
        onChange={() => answer(parentPath, questionItem, value)}
      />
    ))}
  </fieldset>
);
const Typed = ({ questionItem, parentPath }) =>
  questionItem.hidden ? null : (
    <fieldset data-linkid={questionItem.linkId}>
      <legend>{questionItem.text}</legend>
      <input
        value={Object.values(given(parentPath, questionItem) || { none: "" })[0]}
        onChange={(event) =>
          answer(parentPath, questionItem, {
            [questionItem.type === "text" ? "string" : questionItem.type]: Number(event.target.value),
          })
        }
      />
    </fieldset>
  );
const widgets = { display: Display, choice: Choice, boolean: Typed, string: Typed, integer: Typed, decimal: Typed, text: Typed };

function Form({ questionnaire }) {
  const [formValues, setFormValues] = useState(values);
  change = setFormValues;
  const data = { questionnaire, questionnaireResponse: { resourceType: "QuestionnaireResponse" }, launchContextParameters: [] };
  const context = calcInitialContext(data, formValues);
  return (
    <QuestionnaireResponseFormProvider
      formValues={formValues}
      setFormValues={(all) => change((values = all))}
      questionItemComponents={widgets}
      itemControlQuestionItemComponents={{ "radio-button": Choice, help: () => null }}
      groupItemComponent={Group}
    >
      <QuestionItems questionItems={questionnaire.item} parentPath={[]} context={context} />
    </QuestionnaireResponseFormProvider>
  );
}

window.fillInWith({
  async show(questionnaire) {
    const form = firstClass(questionnaire);
    values = mapResponseToForm({ resourceType: "QuestionnaireResponse" }, form);
    createRoot(document.getElementById("form")).render(<Form questionnaire={form} />);
    await wait(500);
  },
  questions: () =>
    [...document.querySelectorAll("[data-linkid]")].map((element) => ({ element, link: element.dataset.linkid })),
  options: (element) =>
    [...element.querySelectorAll("input[type=radio]")].map((input) => ({ input, chosen: input.checked })),
  response: () => null,
  settled: () => wait(30),
});
