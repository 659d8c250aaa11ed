const response = await fetch("https://test.stytch.com/v1/b2b/organizations/acme/members/ada%40acme.example/connected_apps/connected-app-test-1/revoke", {
  method: "POST",
  headers: {
    Authorization: "Basic " + Buffer.from(process.env.STYTCH_PROJECT_ID + ":" + process.env.STYTCH_SECRET).toString("base64"),
    "Content-Type": "application/json",
    "X-Stytch-Member-Session": process.env.STYTCH_SESSION_TOKEN,
  },
  body: JSON.stringify({}),
  redirect: "error",
});
console.log(response.status, await response.text());
