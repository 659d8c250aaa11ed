// The types of Stytch's client.

import type { CallOptions, DirectOptions, GatewayOptions } from "./runtime/options.js";
import type {
  ApiOrganizationV1OrganizationsMembersConnectedAppsRevokeInput,
  ApiOrganizationV1OrganizationsMembersConnectedAppsRevokeOutput,
} from "./types.js";

export * from "./runtime/errors.js";
export type { CallOptions, DirectOptions, GatewayOptions } from "./runtime/options.js";
export type * from "./types.js";

/** What a caller proves who it is with. */
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

/** What a client can be given; the rest comes from the environment. */
export type ClientOptions = DirectOptions<Credentials, never> | GatewayOptions;

/** Stytch. Authentication, authorization and Connected Apps for business and consumer products. */
export interface StytchClient {
  /**
   * Revokes a Connected App's access to a Member and every active token issued on the Member's behalf.
   *
   * From then on the app's access and refresh tokens for this Member are inactive, and it gets no new ones until the
   * Member goes through its authorization flow again and consents anew. Other Members and other apps notice nothing.
   *
   * With a session, its Member needs the permission `revoke.connected-app`: on `stytch.self` to cut off an app of
   * their own, on `stytch.member` to cut off another Member's.
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
 * A client of one's own. What can be wrong with the options is told at once; the environment is read at the first call.
 *
 * @throws {ConfigurationError} Options that cannot work.
 */
export declare function createClient(options?: ClientOptions): StytchClient;

/** A client that is set up by the environment, which is read at the first call. */
declare const client: StytchClient;
export default client;
