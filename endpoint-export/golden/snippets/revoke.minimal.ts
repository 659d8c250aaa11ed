import stytch from "stytch-endpoints";

const result = await stytch.apiOrganizationV1OrganizationsMembersConnectedAppsRevoke({
  organization_id: "organization-test-22222222-2222-4222-8222-222222222222",
  member_id: "member-test-33333333-3333-4333-8333-333333333333",
  connected_app_id: "connected-app-test-77777777-7777-4777-8777-777777777777",
});
console.log(result);
