// The client of Stytch.

import type { CallOptions, DirectOptions, GatewayOptions } from "./runtime/options.js";
import type {
  ApiOrganizationV1OrganizationsMembersConnectedAppsRevokeInput,
  ApiOrganizationV1OrganizationsMembersConnectedAppsRevokeOutput,
} from "./types.js";

export * from "./runtime/errors.js";
export { JsonNumber } from "./runtime/json-number.js";
export { parseJson } from "./runtime/parse-json.js";
export type { CallOptions, DirectOptions, GatewayOptions } from "./runtime/options.js";
export type * from "./types.js";

/** The credentials of a caller. */
export type Credentials = {
  /**
   * The project's id, from Stytch's dashboard.
   *
   * In the environment: `STYTCH_PROJECT_ID`.
   */
  projectId: string;
  /**
   * A secret of the project, from Stytch's dashboard.
   *
   * In the environment: `STYTCH_SECRET`.
   */
  secret: string;
};

/** The options of a client; the rest comes from the environment. */
export type ClientOptions = DirectOptions<Credentials, never> | GatewayOptions;

/** Stytch. Authentication, authorization and Connected Apps for business and consumer products. */
export interface StytchClient {
  /**
   * Revokes a Connected App's access to a Member and every active token issued on the Member's behalf.
   *
   * From then on the app's access and refresh tokens for this Member are inactive, and it gets no new ones until the
   * Member completes its authorization flow again. Other Members and other apps are not affected.
   *
   * With a session, its Member needs the permission `revoke.connected-app`: on `stytch.self` for the
   * Member's own apps, on `stytch.member` for those of other Members.
   *
   * **Errors**
   * `organization_not_found`, `member_not_found` and `connected_app_not_found` (404); with a session,
   * `session_not_found` (404), `session_authorization_tenancy_error` and `session_authorization_error` (403).
   *
   * `POST /v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps/<connected_app_id>/revoke`
   */
  apiOrganizationV1OrganizationsMembersConnectedAppsRevoke: (
    input: ApiOrganizationV1OrganizationsMembersConnectedAppsRevokeInput,
    options?: CallOptions,
  ) => Promise<ApiOrganizationV1OrganizationsMembersConnectedAppsRevokeOutput>;
}

/**
 * Creates a client. Its options are checked at once; the environment is read at the first call.
 *
 * @throws {ConfigurationError} If the options cannot work.
 */
export declare function createClient(options?: ClientOptions): StytchClient;

/** A client that is configured by the environment, which is read at the first call. */
declare const client: StytchClient;
export default client;
