// A learner was taken off this phone: what is kept on it for their answers goes too.
const { kept } = self;
const { forget } = document.querySelector("[data-forget]").dataset;

if ("indexedDB" in self) kept.exists().then((exists) => exists && kept.forgetLearner(forget));
