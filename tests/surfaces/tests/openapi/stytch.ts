// A program that uses the types of Stytch's document.
import type { operations } from "./document";

type Revoke = operations["api_organization_v1_organizations_members_connected_apps_Revoke"];
type Path = Revoke["parameters"]["path"];

const path: Path = { organization_id: "o", member_id: "m", connected_app_id: "a" };
const header: Revoke["parameters"]["header"] = { "X-Stytch-Member-Session": "s" };
const without: Revoke["parameters"]["header"] = {};
// All of its fields are optional, so that the body is, too.
const body: NonNullable<Revoke["requestBody"]>["content"]["application/json"] = {};

// @ts-expect-error The app is required.
const missing: Path = { organization_id: "o", member_id: "m" };
// @ts-expect-error A header is a text.
const number: Revoke["parameters"]["header"] = { "X-Stytch-Member-Session": 1 };

declare const done: Revoke["responses"][200]["content"]["application/json"];
const status: number = done.status_code;
const request: string = done.request_id;

declare const failed: Revoke["responses"]["4XX"]["content"]["application/json"];
// Proxies may leave it out.
const kind: string | null | undefined = failed.error_type;

declare const apps: operations["api_user_v1_ConnectedApps"]["responses"][200]["content"]["application/json"];
for (const app of apps.connected_apps) {
    const name: string = app.name;
    const logo: string | null | undefined = app.logo_url;
    console.log(name, logo);
}
console.log(path, header, without, body, missing, number, status, request, kind);
