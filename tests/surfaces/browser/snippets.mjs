// The code changes with each keystroke.
import { check, code, field, region, same } from "./world.mjs";

/** Types into a field key by key, and gives what each tab showed for each text. */
export async function keystrokes(world) {
  const page = await world.open("/-/operations/odd/odd.find");
  await field(page, "order").selectOption({ label: "poems & songs" });
  await field(page, "voucher").fill("voucher-secret");
  const shown = [];
  for (const tab of await region(page, "Code").getByRole("tab").all()) {
    const language = await tab.textContent();
    await tab.click();
    await field(page, "shelf").fill("");
    await field(page, "search").fill("");
    let typed = "";
    for (const key of "a'\"$\\") {
      const before = await code(page).textContent();
      await field(page, "search").press(key === "\\" ? "Backslash" : key);
      typed += key;
      await page.waitForFunction((before) => document.querySelector("#code-panel").textContent !== before, before);
      shown.push({ language, search: typed, code: await code(page).textContent() });
    }
  }
  same([...new Set(shown.map(({ language }) => language))], ["TypeScript", "Rust", "curl", "fetch", "Python", "Go"], "the tabs");
  check(!JSON.stringify(shown).includes("voucher-secret"), "the code holds a secret");
  return shown;
}
