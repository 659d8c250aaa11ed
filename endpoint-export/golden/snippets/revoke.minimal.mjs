const response = await fetch("https://test.stytch.com/v1/b2b/organizations/organization-test-22222222-2222-4222-8222-222222222222/members/member-test-33333333-3333-4333-8333-333333333333/connected_apps/connected-app-test-77777777-7777-4777-8777-777777777777/revoke", {
  method: "POST",
  headers: {
    Authorization: "Basic " + Buffer.from(process.env.STYTCH_PROJECT_ID + ":" + process.env.STYTCH_SECRET).toString("base64"),
    "Content-Type": "application/json",
  },
  body: JSON.stringify({}),
});
console.log(response.status, await response.text());
