// How Medplum draws a form.
import { MantineProvider } from "@mantine/core";
import { MockClient } from "@medplum/mock";
import { MedplumProvider, QuestionnaireForm } from "@medplum/react";
import { createRoot } from "react-dom/client";

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
let response = null;

window.fillInWith({
  async show(questionnaire) {
    const form = (
      <MedplumProvider medplum={new MockClient()}>
        <MantineProvider>
          <QuestionnaireForm questionnaire={questionnaire} onChange={(changed) => (response = changed)} />
        </MantineProvider>
      </MedplumProvider>
    );
    createRoot(document.getElementById("form")).render(form);
    await wait(1000);
  },
  questions: () =>
    [...document.querySelectorAll("#form [role=radiogroup]")].map((element) => ({
      element,
      link: element.querySelector("input").name,
    })),
  options: (element) =>
    [...element.querySelectorAll("input[type=radio]")].map((input) => ({ input, chosen: input.checked })),
  response: () => response,
  settled: () => wait(50),
});
