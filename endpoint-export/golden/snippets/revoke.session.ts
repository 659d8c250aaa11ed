import stytch from "stytch-endpoints";

const result = await stytch.apiOrganizationV1OrganizationsMembersConnectedAppsRevoke({
  organization_id: "acme",
  member_id: "ada@acme.example",
  connected_app_id: "connected-app-test-1",
  session_token: process.env.STYTCH_SESSION_TOKEN,
});
console.log(result);
