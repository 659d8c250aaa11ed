// The inputs and outputs of the methods of Stytch.

/** The input of `apiOrganizationV1OrganizationsMembersConnectedAppsRevoke`. */
export interface ApiOrganizationV1OrganizationsMembersConnectedAppsRevokeInput {
  /**
   * The id of an Organization: `organization-live-…` or `organization-test-…`. Requests also accept the
   * Organization's slug or external id.
   *
   * @example "organization-test-22222222-2222-4222-8222-222222222222"
   */
  organization_id: OrganizationId;
  /**
   * The id of a Member of an Organization: `member-live-…` or `member-test-…`. Requests also accept the Member's
   * external id.
   *
   * @example "member-test-33333333-3333-4333-8333-333333333333"
   */
  member_id: MemberId;
  /**
   * The id of a Connected App, which is also its OAuth client id: `connected-app-live-…` or `connected-app-test-…`.
   *
   * @example "connected-app-test-77777777-7777-4777-8777-777777777777"
   */
  connected_app_id: ConnectedAppId;
  /**
   * The session's token. The call then has the rights of its Member.
   *
   * Sent as the header `X-Stytch-Member-Session`. A secret: no error shows it.
   *
   * @example "session-of-ada"
   */
  session_token?: SessionToken | undefined;
  /**
   * The session's JWT, in place of the token.
   *
   * Sent as the header `X-Stytch-Member-SessionJWT`. A secret: no error shows it.
   *
   * @example "jwt.of.ada"
   */
  session_jwt?: SessionJwt | undefined;
}

/** The output of `apiOrganizationV1OrganizationsMembersConnectedAppsRevoke`. */
export type ApiOrganizationV1OrganizationsMembersConnectedAppsRevokeOutput = Acknowledgement;

/** The response to a call that succeeded and has nothing else to say. */
export interface Acknowledgement {
  /** The id of the call in Stytch's logs. */
  request_id: string;
  /** The HTTP status code, repeated. */
  status_code: number;
}

/**
 * The id of a Connected App, which is also its OAuth client id: `connected-app-live-…` or `connected-app-test-…`.
 *
 * @example "connected-app-test-77777777-7777-4777-8777-777777777777"
 */
export type ConnectedAppId = string;

/**
 * The id of a Member of an Organization: `member-live-…` or `member-test-…`. Requests also accept the Member's
 * external id.
 *
 * @example "member-test-33333333-3333-4333-8333-333333333333"
 */
export type MemberId = string;

/**
 * The id of an Organization: `organization-live-…` or `organization-test-…`. Requests also accept the
 * Organization's slug or external id.
 *
 * @example "organization-test-22222222-2222-4222-8222-222222222222"
 */
export type OrganizationId = string;

/**
 * The JWT of the session of a Member or User, which is valid for five minutes.
 *
 * @example "jwt.of.ada"
 */
export type SessionJwt = string;

/**
 * The opaque token of the session of a Member or User.
 *
 * @example "session-of-ada"
 */
export type SessionToken = string;

/** The body of a failed call. Proxies and older endpoints leave members out. */
export interface StytchError {
  /** More about the error; the members depend on its type. */
  error_details?: {
    [key: string]: unknown;
  };
  /** A sentence for people. */
  error_message?: string | null;
  /** The type of the error, such as `connected_app_not_found`. Stytch adds types; compare with those that you handle. */
  error_type?: string | null;
  /** The URL of the type's documentation. */
  error_url?: string | null;
  /** The id of the call in Stytch's logs. */
  request_id?: string | null;
  /** The HTTP status code, repeated; 0 if the body does not repeat it. */
  status_code?: number;
}
