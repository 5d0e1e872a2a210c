// Prism looks for code to colour in the page unless it is told, before it is loaded, not to.
globalThis.Prism = { manual: true, disableWorkerMessageHandler: true }
