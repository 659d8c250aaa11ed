// Revokes an app's access, and lists the apps before and after.
import stytch, { ApiError } from "stytch-endpoints";

function env(name: string): string {
  return process.env[name] ?? "";
}

const member = { organization_id: env("ORGANIZATION_ID"), member_id: env("MEMBER_ID") };
const connected_app_id = env("CONNECTED_APP_ID");

async function apps(): Promise<string[]> {
  const { connected_apps } = await stytch.apiOrganizationV1OrganizationsMembersGetConnectedApps(member);
  return connected_apps.map((app) => app.connected_app_id);
}

const before = await apps();
const { apiOrganizationV1OrganizationsMembersConnectedAppsRevoke: revoke } = stytch;
const refused = await revoke({ ...member, connected_app_id, session_token: env("OTHER_SESSION_TOKEN") }).catch(
  (error: unknown) => {
    if (error instanceof ApiError) {
      return [error.status, error.errorType];
    }
    throw error;
  },
);
const { status_code: status } = await revoke({ ...member, connected_app_id, session_token: env("SESSION_TOKEN") });
console.log(JSON.stringify({ before, refused, status, after: await apps() }));
