// What this phone keeps: modules, tries of one learner, answers that wait. Read by pages and by the service worker.
(function (root) {
  const NAME = "chiragh";
  const STORES = { modules: "module", tries: "id", notes: "key" };

  // Only keeping a module makes the store: whoever looks into it just when the phone is cleared must not bring it back.
  function opened(isNew = false) {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        if (!isNew) return request.transaction.abort();
        for (const [name, keyPath] of Object.entries(STORES)) request.result.createObjectStore(name, { keyPath });
        // Numbered by the phone's own count: its clock can jump.
        request.result.createObjectStore("queue", { keyPath: "n", autoIncrement: true });
      };
      request.onsuccess = () => {
        // Another tab clears the phone: this one must not stand in its way.
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = (event) => {
        event.preventDefault();
        reject(request.error);
      };
    });
  }

  const result = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  // Runs `work` in one transaction and returns what it returns, once that is on the disk: a phone may be switched off.
  async function within(names, mode, work) {
    const db = await opened();
    try {
      const transaction = db.transaction(names, mode, { durability: "strict" });
      const ended = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error || new DOMException("", "AbortError"));
      });
      ended.catch(() => {});
      let value;
      try {
        value = await work((name) => transaction.objectStore(name));
      } catch (error) {
        try {
          transaction.abort();
        } catch {
          // it has ended by itself, with the same error
        }
        throw error;
      }
      await ended;
      return value;
    } finally {
      db.close();
    }
  }

  async function exists() {
    if (!indexedDB.databases) return true;
    return (await indexedDB.databases()).some((one) => one.name === NAME);
  }

  const kept = {
    result,
    within,
    exists,
    async make() {
      (await opened(true)).close();
    },
    get: (store, key) => within([store], "readonly", (at) => result(at(store).get(key))),
    all: (store) => within([store], "readonly", (at) => result(at(store).getAll())),
    put: (store, value) => within([store], "readwrite", (at) => result(at(store).put(value))),
    remove: (store, key) => within([store], "readwrite", (at) => result(at(store).delete(key))),
    isFull: (error) => error?.name === "QuotaExceededError",
    newId() {
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    },

    // Answers that still wait, and those that were refused, in the order in which they were made.
    async waiting() {
      return (await kept.all("queue")).filter((entry) => !entry.why);
    },
    async refused() {
      return (await kept.all("queue")).filter((entry) => entry.why);
    },

    dropDatabase() {
      return new Promise((resolve) => {
        const request = indexedDB.deleteDatabase(NAME);
        request.onsuccess = request.onerror = request.onblocked = () => resolve();
      });
    },
  };
  root.kept = kept;
})(self);
