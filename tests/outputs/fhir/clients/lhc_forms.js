// How LHC-Forms draws a form.
"use strict";

const tick = () => new Promise((resolve) => setTimeout(resolve, 0));

window.fillInWith({
  async show(questionnaire) {
    await LForms.Util.addFormToPage(questionnaire, "form", { fhirVersion: "R4" });
    await tick();
  },
  questions: () =>
    [...document.querySelectorAll("lhc-item")].map((element) => ({
      element,
      link: element.id.slice("item-".length).replace(/(\/1)+$/, ""),
    })),
  options: (element) =>
    [...element.querySelectorAll("label.lhc-answer")].map((label) => ({
      input: label.querySelector("input"),
      chosen: label.classList.contains("ant-radio-wrapper-checked"),
    })),
  response: () => LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4"),
  settled: tick,
});
