/// Connected Apps that a Member has authorized.
pub trait ConnectedApps {
    /// Revokes a Connected App's access to a Member.
    ///
    /// Every active token issued on the Member's behalf is revoked too.
    fn revoke(
        &self,
        request: RevokeRequest,
    ) -> impl ::core::future::Future<
        Output = Result<RevokeResponse>,
    > + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(Self::__client(self), request)
    }
    #[doc(hidden)]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::None
    }
}
///The request of [`ConnectedApps::revoke`]: `POST /v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps/<connected_app_id>/revoke`.
#[::core::prelude::v1::derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct RevokeRequest {
    /// The Organization: its UUID, slug or external id.
    pub organization_id: OrganizationId,
    /// The Member: its UUID or external id.
    pub member_id: MemberId,
    /// The Connected App to cut off.
    pub connected_app_id: ConnectedAppId,
    /// Run with this Member's permissions instead of the project's.
    pub session_token: Option<SessionToken>,
    ///The header `X-Stytch-Member-SessionJWT`.
    ///
    ///See [`SessionJwt`].
    pub session_jwt: Option<SessionJwt>,
}
impl RevokeRequest {
    ///Makes a request with the required values, and without optional ones.
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        organization_id: impl ::core::convert::Into<OrganizationId>,
        member_id: impl ::core::convert::Into<MemberId>,
        connected_app_id: impl ::core::convert::Into<ConnectedAppId>,
    ) -> Self {
        Self {
            organization_id: ::core::convert::Into::into(organization_id),
            member_id: ::core::convert::Into::into(member_id),
            connected_app_id: ::core::convert::Into::into(connected_app_id),
            session_token: ::core::option::Option::None,
            session_jwt: ::core::option::Option::None,
        }
    }
    /// Run with this Member's permissions instead of the project's.
    #[must_use]
    pub fn session_token<Form>(
        mut self,
        value: impl ::endpoint_runtime::setter::IntoOptional<SessionToken, Form>,
    ) -> Self {
        self.session_token = ::endpoint_runtime::setter::IntoOptional::into_optional(
            value,
        );
        self
    }
    ///The header `X-Stytch-Member-SessionJWT`.
    #[must_use]
    pub fn session_jwt<Form>(
        mut self,
        value: impl ::endpoint_runtime::setter::IntoOptional<SessionJwt, Form>,
    ) -> Self {
        self.session_jwt = ::endpoint_runtime::setter::IntoOptional::into_optional(
            value,
        );
        self
    }
}
impl ::core::fmt::Debug for RevokeRequest {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::debug::debug_struct(
            f,
            "RevokeRequest",
            &[
                "organization_id",
                "member_id",
                "connected_app_id",
                "session_token",
                "session_jwt",
            ],
            &[
                <OrganizationId as ::endpoint_runtime::debug::DebugField>::as_debug(
                    &self.organization_id,
                ),
                <MemberId as ::endpoint_runtime::debug::DebugField>::as_debug(
                    &self.member_id,
                ),
                <ConnectedAppId as ::endpoint_runtime::debug::DebugField>::as_debug(
                    &self.connected_app_id,
                ),
                ::endpoint_runtime::debug::redacted(&self.session_token),
                ::endpoint_runtime::debug::redacted(&self.session_jwt),
            ],
        )
    }
}
impl ::endpoint_runtime::Endpoint for RevokeRequest {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "api_organization_v1_organizations_members_connected_apps_Revoke",
        resource: "connected_apps",
        name: "revoke",
        request: ::core::concat!(::core::module_path!(), "::RevokeRequest"),
        method: ::endpoint_runtime::metadata::Method::Post,
        template: "/v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps/<connected_app_id>/revoke",
        literals: &[
            "/v1/b2b/organizations/",
            "/members/",
            "/connected_apps/",
            "/revoke",
        ],
        parameters: &[
            &[
                ::endpoint_runtime::metadata::Parameter {
                    name: "organization_id",
                    wire_name: "organization_id",
                    location: ::endpoint_runtime::metadata::ParameterLocation::Path,
                    required: true,
                    repeated: false,
                    sensitive: false,
                    docs: "The Organization: its UUID, slug or external id.",
                },
                ::endpoint_runtime::metadata::Parameter {
                    name: "member_id",
                    wire_name: "member_id",
                    location: ::endpoint_runtime::metadata::ParameterLocation::Path,
                    required: true,
                    repeated: false,
                    sensitive: false,
                    docs: "The Member: its UUID or external id.",
                },
                ::endpoint_runtime::metadata::Parameter {
                    name: "connected_app_id",
                    wire_name: "connected_app_id",
                    location: ::endpoint_runtime::metadata::ParameterLocation::Path,
                    required: true,
                    repeated: false,
                    sensitive: false,
                    docs: "The Connected App to cut off.",
                },
                ::endpoint_runtime::metadata::Parameter {
                    name: "session_token",
                    wire_name: "X-Stytch-Member-Session",
                    location: ::endpoint_runtime::metadata::ParameterLocation::Header,
                    required: false,
                    repeated: false,
                    sensitive: true,
                    docs: "Run with this Member's permissions instead of the project's.",
                },
                ::endpoint_runtime::metadata::Parameter {
                    name: "session_jwt",
                    wire_name: "X-Stytch-Member-SessionJWT",
                    location: ::endpoint_runtime::metadata::ParameterLocation::Header,
                    required: false,
                    repeated: false,
                    sensitive: true,
                    docs: "",
                },
            ],
        ],
        docs: "Revokes a Connected App's access to a Member.\n\nEvery active token issued on the Member's behalf is revoked too.",
        tag: ::core::option::Option::Some("Members"),
        body: ::endpoint_runtime::metadata::BodyFormat::Json,
        idempotent: true,
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Json;
    type Result = Result<RevokeResponse>;
    fn encode(&self, request: &mut ::endpoint_runtime::request::Encoder<'_>) {
        request
            .path(
                &[
                    ::endpoint_runtime::path::PathValue::new(
                        "organization_id",
                        <OrganizationId as ::endpoint_runtime::Param>::to_text(
                            &self.organization_id,
                        ),
                    ),
                    ::endpoint_runtime::path::PathValue::new(
                        "member_id",
                        <MemberId as ::endpoint_runtime::Param>::to_text(&self.member_id),
                    ),
                    ::endpoint_runtime::path::PathValue::new(
                        "connected_app_id",
                        <ConnectedAppId as ::endpoint_runtime::Param>::to_text(
                            &self.connected_app_id,
                        ),
                    ),
                ],
            );
        if let ::core::option::Option::Some(value) = &self.session_token {
            request
                .header(
                    "session_token",
                    const {
                        ::endpoint_runtime::http::HeaderName::from_static(
                            "x-stytch-member-session",
                        )
                    },
                    true,
                    <SessionToken as ::endpoint_runtime::Param>::to_text(value),
                );
        }
        if let ::core::option::Option::Some(value) = &self.session_jwt {
            request
                .header(
                    "session_jwt",
                    const {
                        ::endpoint_runtime::http::HeaderName::from_static(
                            "x-stytch-member-sessionjwt",
                        )
                    },
                    true,
                    <SessionJwt as ::endpoint_runtime::Param>::to_text(value),
                );
        }
        request.json_object();
    }
}
///A client for the endpoints of [`ConnectedApps`].
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct ConnectedAppsClient(::endpoint_runtime::Client);
impl ConnectedAppsClient {
    ///The metadata of the endpoints of [`ConnectedApps`].
    pub const ENDPOINTS: &'static [&'static ::endpoint_runtime::Metadata] = &[
        <RevokeRequest as ::endpoint_runtime::Endpoint>::METADATA,
    ];
    /// Revokes a Connected App's access to a Member.
    ///
    /// Every active token issued on the Member's behalf is revoked too.
    #[allow(unreachable_pub)]
    pub fn revoke(
        &self,
        request: RevokeRequest,
    ) -> ::endpoint_runtime::Call<RevokeRequest> {
        self.0.send(request)
    }
}
impl ::core::convert::From<::endpoint_runtime::Client> for ConnectedAppsClient {
    fn from(client: ::endpoint_runtime::Client) -> Self {
        Self(client)
    }
}
impl ::core::convert::AsRef<::endpoint_runtime::Client> for ConnectedAppsClient {
    fn as_ref(&self) -> &::endpoint_runtime::Client {
        &self.0
    }
}
impl ConnectedApps for ConnectedAppsClient {
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::Some(&self.0)
    }
}
#[cfg(feature = "server")]
::endpoint_runtime::__server_items! {
    impl ::endpoint_runtime::server::ServerEndpoint for RevokeRequest {
        fn decode(
            request: &mut ::endpoint_runtime::server::Decoder<'_>,
        ) -> ::core::result::Result<Self, ::endpoint_runtime::server::Rejection> {
            ::core::result::Result::Ok(Self {
                organization_id: request
                    .path(
                        "organization_id",
                        <OrganizationId as ::endpoint_runtime::Param>::from_text,
                    )?,
                member_id: request
                    .path("member_id", <MemberId as ::endpoint_runtime::Param>::from_text)?,
                connected_app_id: request
                    .path(
                        "connected_app_id",
                        <ConnectedAppId as ::endpoint_runtime::Param>::from_text,
                    )?,
                session_token: request
                    .header_optional(
                        "x-stytch-member-session",
                        <SessionToken as ::endpoint_runtime::Param>::from_text,
                    )?,
                session_jwt: request
                    .header_optional(
                        "x-stytch-member-sessionjwt",
                        <SessionJwt as ::endpoint_runtime::Param>::from_text,
                    )?,
            })
        }
        fn respond(
            result: Result<RevokeResponse>,
        ) -> ::endpoint_runtime::http::Response<::endpoint_runtime::Body> {
            <Result<
                RevokeResponse,
            > as ::endpoint_runtime::server::ServerResult<
                ::endpoint_runtime::response::Json,
            >>::into_response(result, <Self as ::endpoint_runtime::Endpoint>::METADATA)
        }
    }
    ///A `tower::Service` around an implementation of [`ConnectedApps`].
    #[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
    pub struct ConnectedAppsServer(::endpoint_runtime::server::Router);
    impl ConnectedAppsServer {
        ///Makes a service of an implementation of [`ConnectedApps`].
        #[must_use]
        pub fn new<T>(implementation: T) -> Self
        where
            T: ConnectedApps + ::core::marker::Send + ::core::marker::Sync + 'static,
        {
            let implementation = ::std::sync::Arc::new(implementation);
            let mut routes = ::endpoint_runtime::server::Routes::new();
            #[allow(deprecated)]
            {
                routes
                    .add::<
                        RevokeRequest,
                        T,
                        _,
                        _,
                    >(
                        &implementation,
                        |implementation, request| async move {
                            <T as ConnectedApps>::revoke(&*implementation, request).await
                        },
                    );
            }
            Self(::endpoint_runtime::server::Router::of_trait(routes))
        }
        /// Returns the routes, which can be merged with those of other traits.
        #[must_use]
        pub fn routes(&self) -> ::endpoint_runtime::server::Routes {
            self.0.routes()
        }
    }
    impl ::core::convert::From<ConnectedAppsServer> for ::endpoint_runtime::server::Routes {
        fn from(server: ConnectedAppsServer) -> Self {
            server.routes()
        }
    }
    impl<
        B: ::endpoint_runtime::server::RequestBody,
    > ::endpoint_runtime::server::Service<::endpoint_runtime::http::Request<B>>
    for ConnectedAppsServer {
        type Response = ::endpoint_runtime::http::Response<::endpoint_runtime::Body>;
        type Error = ::core::convert::Infallible;
        type Future = ::endpoint_runtime::server::ResponseFuture;
        fn poll_ready(
            &mut self,
            _context: &mut ::core::task::Context<'_>,
        ) -> ::core::task::Poll<::core::result::Result<(), Self::Error>> {
            ::core::task::Poll::Ready(::core::result::Result::Ok(()))
        }
        fn call(&mut self, request: ::endpoint_runtime::http::Request<B>) -> Self::Future {
            self.0.serve(request)
        }
    }
}
#[cfg(feature = "schema")]
::endpoint_runtime::__schema_items! {
    impl ConnectedAppsClient {
        ///The JSON Schemas of the endpoints of [`ConnectedApps`].
        pub const SCHEMAS: &'static [::endpoint_runtime::schema::EndpointSchemas] = &[
            ::endpoint_runtime::schema::EndpointSchemas {
                metadata: <RevokeRequest as ::endpoint_runtime::Endpoint>::METADATA,
                resource_docs: "Connected Apps that a Member has authorized.",
                parameters: &[
                    &[
                        ::endpoint_runtime::schema::ParameterSchema {
                            name: "organization_id",
                            schema: <OrganizationId as ::endpoint_runtime::schema::HasSchema>::schema,
                        },
                        ::endpoint_runtime::schema::ParameterSchema {
                            name: "member_id",
                            schema: <MemberId as ::endpoint_runtime::schema::HasSchema>::schema,
                        },
                        ::endpoint_runtime::schema::ParameterSchema {
                            name: "connected_app_id",
                            schema: <ConnectedAppId as ::endpoint_runtime::schema::HasSchema>::schema,
                        },
                        ::endpoint_runtime::schema::ParameterSchema {
                            name: "session_token",
                            schema: <SessionToken as ::endpoint_runtime::schema::HasSchema>::schema,
                        },
                        ::endpoint_runtime::schema::ParameterSchema {
                            name: "session_jwt",
                            schema: <SessionJwt as ::endpoint_runtime::schema::HasSchema>::schema,
                        },
                    ],
                ],
                response: <Result<
                    RevokeResponse,
                > as ::endpoint_runtime::schema::ResultSchema<
                    ::endpoint_runtime::response::Json,
                >>::RESPONSE,
                error: <Result<
                    RevokeResponse,
                > as ::endpoint_runtime::schema::ResultSchema<
                    ::endpoint_runtime::response::Json,
                >>::ERROR,
            },
        ];
    }
}
