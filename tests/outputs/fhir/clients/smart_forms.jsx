// How Smart Forms, of CSIRO, draws a form.
import {
  BaseRenderer,
  RendererThemeProvider,
  buildForm,
  getResponse,
  questionnaireResponseStore,
  questionnaireStore,
} from "@aehrc/smart-forms-renderer";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import React from "react";
import { createRoot } from "react-dom/client";

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const responseNow = () => questionnaireResponseStore.getState().updatableResponse;
let last; // the response after the answer before

// An answer makes a new response; then all expressions are worked out with it.
function isTaken() {
  const now = responseNow();
  return now !== last && questionnaireStore.getState().fhirPathContext.resource === now;
}

window.fillInWith({
  async show(questionnaire) {
    await buildForm({ questionnaire, terminologyServerUrl: "http://127.0.0.1:9/fhir" });
    const form = (
      <RendererThemeProvider>
        <QueryClientProvider client={new QueryClient()}>
          <BaseRenderer />
        </QueryClientProvider>
      </RendererThemeProvider>
    );
    createRoot(document.getElementById("form")).render(form);
    await wait(1000);
    last = responseNow();
  },
  questions: () =>
    [...document.querySelectorAll("[data-linkid]")].map((element) => ({ element, link: element.dataset.linkid })),
  options: (element) =>
    [...element.querySelectorAll("input[type=radio]")].map((input) => ({ input, chosen: input.checked })),
  response: getResponse,
  async settled(isTyped) {
    if (isTyped) await wait(400); // what is typed is taken after a while
    while (!isTaken()) await wait(0);
    await wait(0); // it is drawn
    last = responseNow();
  },
});
