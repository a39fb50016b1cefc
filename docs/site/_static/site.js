// Formulas between \( \) and \[ \], and the example on the first page that can be edited.
document.addEventListener("DOMContentLoaded", () => {
    if (window.renderMathInElement)
        for (const formula of document.querySelectorAll(".math, .toc-tree a")) renderMathInElement(formula, { throwOnError: false });

    const place = document.querySelector(".try");
    if (!place) return;
    const text = place.querySelector("textarea"), said = place.querySelector("output");
    place.querySelector("[data-do=copy]").addEventListener("click", async () => {
        try {
            await navigator.clipboard.writeText(text.value);
        } catch {
            text.select();
            document.execCommand("copy");
        }
        said.value = "copied";
    });
    // Compiler Explorer includes a header by its address, so the site must have one that it can reach.
    place.querySelector("[data-do=explore]").addEventListener("click", () => {
        const header = new URL("_static/ctgrad.hpp", document.baseURI);
        if (header.protocol !== "https:") {
            said.value = "needs the site on an https address; here, compile it with the command below";
            return;
        }
        const state = {
            sessions: [{
                id: 1, language: "c++", source: text.value.replace("<ctgrad/ctgrad.hpp>", "<" + header + ">"),
                compilers: [{ id: "g122", options: "-std=c++20 -O2", libs: [{ id: "boost", ver: "174" }] }],
                executors: [{ compiler: { id: "g122", options: "-std=c++20 -O2", libs: [{ id: "boost", ver: "174" }] } }],
            }],
        };
        const bytes = new TextEncoder().encode(JSON.stringify(state));
        window.open("https://godbolt.org/clientstate/" + encodeURIComponent(btoa(String.fromCharCode(...bytes))));
    });
});
