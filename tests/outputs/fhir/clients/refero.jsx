// How Refero, of Helsenorge, draws a form.
import Refero, { rootReducer } from "@helsenorge/refero";
import { createRoot } from "react-dom/client";
import { Provider } from "react-redux";
import { applyMiddleware, legacy_createStore as createStore } from "redux";

window.Worker = undefined; // so it calculates in the page
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
// It calculates 120 ms after an answer, or later on a busy machine: so who waits for that is counted.
const [later, never] = [window.setTimeout, window.clearTimeout];
const calculating = new Set();
window.setTimeout = (call, ms, ...more) => {
  const done = () => calculating.delete(id) && call(...more);
  const id = ms === 120 ? later(done, ms) : later(call, ms, ...more);
  if (ms === 120) calculating.add(id);
  return id;
};
window.clearTimeout = (id) => {
  calculating.delete(id);
  never(id);
};
// It dispatches functions, too.
const functions = ({ dispatch, getState }) => (next) => (action) =>
  typeof action === "function" ? action(dispatch, getState) : next(action);
const store = createStore(rootReducer, applyMiddleware(functions));
const texts = new Proxy({}, { get: (_, name) => String(name) });
const KINDS = ["choice", "integer", "decimal", "text"].map((kind) => `.page_refero__component_${kind}`).join();

window.fillInWith({
  async show(questionnaire) {
    const form = (
      <Provider store={store}>
        <Refero questionnaire={questionnaire} resources={texts} authorized onSubmit={() => {}} loginButton={<></>} />
      </Provider>
    );
    createRoot(document.getElementById("form")).render(form);
    await wait(1000);
  },
  questions: () =>
    [...document.querySelectorAll(KINDS)].map((element) => ({
      element,
      link: decodeURIComponent(element.querySelector("input, textarea").name),
    })),
  options: (element) =>
    [...element.querySelectorAll("input[type=radio]")].map((input) => ({ input, chosen: input.checked })),
  response: () => store.getState().refero.form.FormData.Content,
  async settled() {
    await wait(100);
    while (calculating.size) await wait(20);
    await wait(50);
  },
});
