// Pictures of the pages for the documentation.
import { check, dialog, field, ready, response, send, shows } from "./scenario.mjs";

/** Replaces the parts that differ from run to run. */
async function settle(page, origin) {
  await page.evaluate((origin) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.data.replaceAll(origin, "http://127.0.0.1:8080").replace(/^\d+ ms$/, "7 ms");
      if (text !== node.data) node.data = text;
    }
    for (const input of document.querySelectorAll("input[type=url]")) input.value = input.value.replace(origin, "http://127.0.0.1:8080");
    document.activeElement?.blur();
    scrollTo(0, 0);
  }, origin);
}

export async function taken(scenario) {
  const { url, origin, token, organization, member, app, folder } = scenario.input;
  const pictures = [];
  for (const colorScheme of ["light", "dark"]) {
    for (const [size, viewport] of [["wide", { width: 1440, height: 900 }], ["narrow", { width: 390, height: 844 }]]) {
      const page = await scenario.page({ colorScheme, viewport });
      const take = async (name, place) => {
        await settle(page, origin);
        if (place !== undefined) await place.evaluate((element) => element.scrollIntoView({ block: "start" }));
        const path = `${folder}/${name}-${size}-${colorScheme}.png`;
        pictures.push(path);
        await page.screenshot({ path, animations: "disabled", caret: "hide" });
      };
      await page.goto(url);
      await page.getByRole("searchbox").waitFor();
      await take("index");
      await page.goto(`${origin}/-/operations/stytch/b2b.organizations.members.connected_apps.revoke#token=${token}`);
      await field(page, "organization_id").fill(organization);
      await field(page, "member_id").fill(member);
      await field(page, "connected_app_id").fill(app);
      await ready(page);
      await take("operation");
      await take("try", page.locator("#try"));
      await send(page).click();
      await dialog(page).getByRole("button", { name: "Revoke", exact: true }).click();
      await shows(response(page), "200 OK");
      await take("response", page.getByRole("region", { name: "Response" }));
      await page.context().close();
    }
  }
  check(pictures.length === 16, "not all pictures");
}
