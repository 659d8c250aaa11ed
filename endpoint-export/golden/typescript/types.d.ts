// What goes into the methods of Stytch, and what comes back.

/** What `apiOrganizationV1OrganizationsMembersConnectedAppsRevoke` takes. */
export interface ApiOrganizationV1OrganizationsMembersConnectedAppsRevokeInput {
  /**
   * The Organization: its id, slug or external id.
   *
   * @example "organization-test-22222222-2222-4222-8222-222222222222"
   */
  organization_id: OrganizationId;
  /**
   * The Member: their id or external id.
   *
   * @example "member-test-33333333-3333-4333-8333-333333333333"
   */
  member_id: MemberId;
  /**
   * The app to cut off.
   *
   * @example "connected-app-test-77777777-7777-4777-8777-777777777777"
   */
  connected_app_id: ConnectedAppId;
  /**
   * The session of a Member on whose behalf the call is made; without one it is made with the project's rights.
   *
   * Sent as the header `X-Stytch-Member-Session`. A secret: no error shows it.
   *
   * @example "session-of-ada"
   */
  session_token?: SessionToken | undefined;
  /**
   * The same session as a JWT; one of the two is enough.
   *
   * Sent as the header `X-Stytch-Member-SessionJWT`. A secret: no error shows it.
   *
   * @example "jwt.of.ada"
   */
  session_jwt?: SessionJwt | undefined;
}

/** What `apiOrganizationV1OrganizationsMembersConnectedAppsRevoke` returns. */
export type ApiOrganizationV1OrganizationsMembersConnectedAppsRevokeOutput = ConnectedAppsRevokeResponse;

/**
 * A Connected App: `connected-app-live-…` or `connected-app-test-…`. It is the app's OAuth client id too.
 *
 * @example "connected-app-test-77777777-7777-4777-8777-777777777777"
 */
export type ConnectedAppId = string;

/** The app has no access to the Member any more. */
export interface ConnectedAppsRevokeResponse {
  /** The id under which Stytch has logged the call. */
  request_id: string;
  /** The HTTP status once more. */
  status_code: number;
}

/**
 * A Member of an Organization: `member-live-…` or `member-test-…`. Where a request takes one, the Member's external
 * id will do.
 *
 * @example "member-test-33333333-3333-4333-8333-333333333333"
 */
export type MemberId = string;

/**
 * An Organization: `organization-live-…` or `organization-test-…`. Where a request takes one, the Organization's
 * slug or external id will do.
 *
 * @example "organization-test-22222222-2222-4222-8222-222222222222"
 */
export type OrganizationId = string;

/**
 * The JWT of a Member's session, which is good for five minutes.
 *
 * @example "jwt.of.ada"
 */
export type SessionJwt = string;

/**
 * The opaque token of a Member's session.
 *
 * @example "session-of-ada"
 */
export type SessionToken = string;

/** The body of a failed call. Proxies and older endpoints leave members out. */
export interface StytchError {
  /** More about the error, by names that depend on its kind. */
  error_details?: {
    [key: string]: unknown;
  };
  /** A sentence for humans. */
  error_message?: string | null;
  /** The kind of the error, such as `connected_app_not_found`. Stytch adds kinds; compare with those that you handle. */
  error_type?: string | null;
  /** Where the kind is explained. */
  error_url?: string | null;
  /** The id under which Stytch has logged the call. */
  request_id?: string | null;
  /** The HTTP status once more; 0 where the body does not repeat it. */
  status_code?: number;
}
