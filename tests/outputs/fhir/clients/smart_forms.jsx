// How Smart Forms, of CSIRO, draws a form.
import { BaseRenderer, RendererThemeProvider, buildForm, getResponse } from "@aehrc/smart-forms-renderer";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import React from "react";
import { createRoot } from "react-dom/client";

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

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
  },
  questions: () =>
    [...document.querySelectorAll("[data-linkid]")].map((element) => ({ element, link: element.dataset.linkid })),
  options: (element) =>
    [...element.querySelectorAll("input[type=radio]")].map((input) => ({ input, chosen: input.checked })),
  response: getResponse,
  async settled(isTyped) {
    await wait(isTyped ? 400 : 30); // what is typed is taken after a while
    await wait(30);
  },
});
