// A user's program: calls that compile, and calls that must not.
import stytch, {
  ApiError,
  ConfigurationError,
  ConnectionError,
  EndpointError,
  InputError,
  ResponseError,
  TimeoutError,
  createClient,
} from "stytch-endpoints";
import type {
  ApiOrganizationV1OrganizationsMembersConnectedAppsRevokeInput as RevokeInput,
  ApiOrganizationV1OrganizationsMembersConnectedAppsRevokeOutput as RevokeOutput,
  ApiUserV1ConnectedAppsOutput,
  CallOptions,
  ClientOptions,
  ConnectedApp,
  Credentials,
  InputProblem,
  StytchClient,
  StytchError,
} from "stytch-endpoints";

const input: RevokeInput = { organization_id: "o", member_id: "m", connected_app_id: "a", session_token: undefined };
export const revoked: Promise<RevokeOutput> = stytch.apiOrganizationV1OrganizationsMembersConnectedAppsRevoke(input);
export const id: Promise<string> = revoked.then((answer) => answer.request_id);

// Methods do not need their client as `this`.
const { apiUserV1ConnectedApps } = stytch;
export const apps: Promise<ConnectedApp[]> = apiUserV1ConnectedApps(
  { user_id: "u" },
  { timeout: 500, headers: { "X-Trace": "1" } },
).then((answer: ApiUserV1ConnectedAppsOutput) => answer.connected_apps);
export const logos = apps.then((apps) => apps.map((app): string | null | undefined => app.logo_url));

const credentials: Credentials = { projectId: "project-test-1", secret: "s" };
export const clients: StytchClient[] = [
  createClient(),
  createClient({ credentials, baseUrl: "https://login.example.com", timeout: 1_000 }),
  createClient({ gatewayUrl: "https://gateway.example.com", token: "t" }),
  createClient({ gatewayUrl: "https://gateway.example.com" }),
];

export function describe(error: unknown): string {
  if (error instanceof ApiError) {
    const body = error.body as StytchError;
    const parts: (string | number | boolean | null | undefined)[] = [
      error.status,
      error.errorType,
      error.requestId,
      error.retryable,
    ];
    return [...parts, error.headers.get("date"), body.error_url, error.operation].join(" ");
  }
  if (error instanceof InputError) {
    return error.problems.map(({ name, reason }: InputProblem) => `${name} ${reason}`).join();
  }
  if (error instanceof ResponseError) {
    return `${error.status} ${String(error.body)}`;
  }
  const known = [ConfigurationError, ConnectionError, TimeoutError].some((kind) => error instanceof kind);
  return known && error instanceof EndpointError ? error.message : "";
}

// A fake for tests.
export const fake: Pick<StytchClient, "apiUserV1Revoke"> = {
  apiUserV1Revoke: async () => ({ request_id: "r", status_code: 200 }),
};
export const failure = new ApiError("gone", { status: 404, errorType: "user_not_found" });

// @ts-expect-error The app is missing.
void stytch.apiUserV1Revoke({ user_id: "u" });
// @ts-expect-error There is no input at all.
void stytch.apiUserV1Revoke();
// @ts-expect-error An id is a text.
void stytch.apiUserV1ConnectedApps({ user_id: 1 });
// @ts-expect-error An id is not null.
void stytch.apiUserV1ConnectedApps({ user_id: null });
// @ts-expect-error The name is another.
void stytch.apiUserV1ConnectedApps({ userId: "u" });
// @ts-expect-error More than there is.
void stytch.apiUserV1ConnectedApps({ user_id: "u", other: "o" });
// @ts-expect-error No session for users.
void stytch.apiUserV1ConnectedApps({ user_id: "u", session_token: "s" });
// @ts-expect-error There is no such method.
void stytch.apiUserV1Gone({});
// @ts-expect-error Nor such a member.
void revoked.then((answer) => answer.member);
// @ts-expect-error The secret is missing.
export const half: Credentials = { projectId: "p" };
// @ts-expect-error A gateway has the credentials.
export const both: ClientOptions = { gatewayUrl: "https://gateway.example.com", credentials };
// @ts-expect-error A token is for a gateway.
export const lost: ClientOptions = { baseUrl: "https://login.example.com", token: "t" };
// @ts-expect-error There is no such option.
export const odd: CallOptions = { attempts: 3 };
// @ts-expect-error A time is a number.
export const timed: CallOptions = { timeout: "5s" };
// @ts-expect-error Answers are not changed.
failure.status = 200;
