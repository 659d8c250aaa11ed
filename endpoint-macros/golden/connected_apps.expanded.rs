/// Connected Apps that a Member has authorized.
pub trait ConnectedApps {
    /// Revokes a Connected App's access to a Member.
    ///
    /// Every active token issued on the Member's behalf is revoked too.
    fn revoke(
        &self,
        request: ConnectedAppsRevokeRequest,
    ) -> impl ::core::future::Future<
        Output = Result<RevokeResponse>,
    > + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(
            <Self as ConnectedApps>::__client(self),
            request,
        )
    }
    #[doc(hidden)]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::None
    }
}
///The request of [`ConnectedApps::revoke`]: `POST /v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps/<connected_app_id>/revoke`.
#[allow(dead_code, unreachable_pub)]
pub type RevokeRequest = ConnectedAppsRevokeRequest;
///The request of [`ConnectedApps::revoke`]: `POST /v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps/<connected_app_id>/revoke`.
#[::core::prelude::v1::derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct ConnectedAppsRevokeRequest {
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
impl ConnectedAppsRevokeRequest {
    ///Makes a request with the required values, and without optional ones.
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        organization_id: impl ::endpoint_runtime::setter::IntoRequired<OrganizationId>,
        member_id: impl ::endpoint_runtime::setter::IntoRequired<MemberId>,
        connected_app_id: impl ::endpoint_runtime::setter::IntoRequired<ConnectedAppId>,
    ) -> Self {
        Self {
            organization_id: ::endpoint_runtime::setter::IntoRequired::into_required(
                organization_id,
            ),
            member_id: ::endpoint_runtime::setter::IntoRequired::into_required(
                member_id,
            ),
            connected_app_id: ::endpoint_runtime::setter::IntoRequired::into_required(
                connected_app_id,
            ),
            session_token: ::core::option::Option::None,
            session_jwt: ::core::option::Option::None,
        }
    }
    /// Run with this Member's permissions instead of the project's.
    #[must_use]
    pub fn session_token<__Form>(
        mut self,
        value: impl ::endpoint_runtime::setter::IntoOptional<SessionToken, __Form>,
    ) -> Self {
        self.session_token = ::endpoint_runtime::setter::IntoOptional::into_optional(
            value,
        );
        self
    }
    ///The header `X-Stytch-Member-SessionJWT`.
    #[must_use]
    pub fn session_jwt<__Form>(
        mut self,
        value: impl ::endpoint_runtime::setter::IntoOptional<SessionJwt, __Form>,
    ) -> Self {
        self.session_jwt = ::endpoint_runtime::setter::IntoOptional::into_optional(
            value,
        );
        self
    }
}
impl ::core::fmt::Debug for ConnectedAppsRevokeRequest {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "RevokeRequest",
            &|visitor| ::endpoint_runtime::Endpoint::visit(self, visitor),
        )
    }
}
impl ::endpoint_runtime::Endpoint for ConnectedAppsRevokeRequest {
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
        arguments: ::endpoint_runtime::metadata::ParameterTexts {
            letters: "PPPh!h!",
            texts: &[
                "organization_id",
                "organization_id",
                "The Organization: its UUID, slug or external id.",
                "member_id",
                "member_id",
                "The Member: its UUID or external id.",
                "connected_app_id",
                "connected_app_id",
                "The Connected App to cut off.",
                "session_token",
                "X-Stytch-Member-Session",
                "Run with this Member's permissions instead of the project's.",
                "session_jwt",
                "X-Stytch-Member-SessionJWT",
                "",
            ],
        },
        docs: "Revokes a Connected App's access to a Member.\n\nEvery active token issued on the Member's behalf is revoked too.",
        tag: ::core::option::Option::Some("Members"),
        body: ::endpoint_runtime::metadata::BodyFormat::Json,
        response: ::endpoint_runtime::__private::response::<
            ConnectedAppsRevokeRequest,
        >(),
        idempotent: true,
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Json;
    type Result = Result<RevokeResponse>;
    #[inline]
    fn visit(&self, visitor: &mut ::endpoint_runtime::request::ArgumentVisitor<'_, '_>) {
        visitor
            .path(
                &[
                    <OrganizationId as ::endpoint_runtime::request::TextArgument>::path(
                        &self.organization_id,
                        "organization_id",
                        false,
                    ),
                    <MemberId as ::endpoint_runtime::request::TextArgument>::path(
                        &self.member_id,
                        "member_id",
                        false,
                    ),
                    <ConnectedAppId as ::endpoint_runtime::request::TextArgument>::path(
                        &self.connected_app_id,
                        "connected_app_id",
                        false,
                    ),
                ],
            );
        <SessionToken as ::endpoint_runtime::request::TextArgument>::visit_optional(
            &self.session_token,
            visitor
                .header(
                    "session_token",
                    const {
                        ::endpoint_runtime::http::HeaderName::from_static(
                            "x-stytch-member-session",
                        )
                    },
                    true,
                ),
        );
        <SessionJwt as ::endpoint_runtime::request::TextArgument>::visit_optional(
            &self.session_jwt,
            visitor
                .header(
                    "session_jwt",
                    const {
                        ::endpoint_runtime::http::HeaderName::from_static(
                            "x-stytch-member-sessionjwt",
                        )
                    },
                    true,
                ),
        );
        visitor.json_object();
    }
}
///A client for the endpoints of [`ConnectedApps`].
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct ConnectedAppsClient(::endpoint_runtime::Client);
impl ConnectedAppsClient {
    ///The metadata of the endpoints of [`ConnectedApps`].
    pub const ENDPOINTS: &'static [&'static ::endpoint_runtime::Metadata] = &[
        <ConnectedAppsRevokeRequest as ::endpoint_runtime::Endpoint>::METADATA,
    ];
    /// Revokes a Connected App's access to a Member.
    ///
    /// Every active token issued on the Member's behalf is revoked too.
    #[inline]
    #[allow(unreachable_pub)]
    pub fn revoke(
        &self,
        request: ConnectedAppsRevokeRequest,
    ) -> ::endpoint_runtime::Call<ConnectedAppsRevokeRequest> {
        self.0.send(request)
    }
}
impl ::core::convert::From<::endpoint_runtime::Client> for ConnectedAppsClient {
    #[inline]
    fn from(client: ::endpoint_runtime::Client) -> Self {
        Self(client)
    }
}
impl ::core::convert::AsRef<::endpoint_runtime::Client> for ConnectedAppsClient {
    #[inline]
    fn as_ref(&self) -> &::endpoint_runtime::Client {
        &self.0
    }
}
impl ConnectedApps for ConnectedAppsClient {
    #[inline]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::Some(&self.0)
    }
}
#[cfg(feature = "server")]
::endpoint_runtime::__server_items! {
    impl ::endpoint_runtime::server::ServerEndpoint for ConnectedAppsRevokeRequest {
        #[inline]
        fn decode(
            request: &mut ::endpoint_runtime::server::Decoder<'_>,
        ) -> ::core::option::Option<Self> {
            if let (
                ::core::option::Option::Some(organization_id),
                ::core::option::Option::Some(member_id),
                ::core::option::Option::Some(connected_app_id),
                ::core::option::Option::Some(session_token),
                ::core::option::Option::Some(session_jwt),
            ) = (
                <OrganizationId as ::endpoint_runtime::request::TextArgument>::decode(
                    request.in_path("organization_id"),
                ),
                <MemberId as ::endpoint_runtime::request::TextArgument>::decode(
                    request.in_path("member_id"),
                ),
                <ConnectedAppId as ::endpoint_runtime::request::TextArgument>::decode(
                    request.in_path("connected_app_id"),
                ),
                <SessionToken as ::endpoint_runtime::request::TextArgument>::decode_optional(
                    request.in_header("x-stytch-member-session"),
                ),
                <SessionJwt as ::endpoint_runtime::request::TextArgument>::decode_optional(
                    request.in_header("x-stytch-member-sessionjwt"),
                ),
            ) {
                ::core::option::Option::Some(Self {
                    organization_id,
                    member_id,
                    connected_app_id,
                    session_token,
                    session_jwt,
                })
            } else {
                ::core::option::Option::None
            }
        }
        #[inline]
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
        ///Makes a service of an implementation of [`ConnectedApps`], which serves all requests.
        #[must_use]
        pub fn new(
            implementation: impl ConnectedApps + ::core::marker::Send + ::core::marker::Sync + 'static,
        ) -> Self {
            Self::__of(::endpoint_runtime::server::Implementation::shared(implementation))
        }
        ///Makes a service that makes an implementation of [`ConnectedApps`] for each request, from its head: with the user that a layer around it has found, say. A rejection is the response.
        #[must_use]
        pub fn per_request<
            __Implementation: ConnectedApps + ::core::marker::Send + ::core::marker::Sync
                + 'static,
        >(
            make: impl ::core::ops::Fn(
                ::endpoint_runtime::server::RequestHead<'_>,
            ) -> ::core::result::Result<
                    __Implementation,
                    ::endpoint_runtime::server::Rejection,
                > + ::core::marker::Send + ::core::marker::Sync + 'static,
        ) -> Self {
            Self::__of(::endpoint_runtime::server::Implementation::per_request(make))
        }
        fn __of<
            __Implementation: ConnectedApps + ::core::marker::Send + ::core::marker::Sync
                + 'static,
        >(
            implementation: ::endpoint_runtime::server::Implementation<__Implementation>,
        ) -> Self {
            let mut routes = ::endpoint_runtime::server::Routes::new();
            #[allow(deprecated)]
            {
                routes
                    .add::<
                        ConnectedAppsRevokeRequest,
                        _,
                    >(&implementation, ConnectedApps::revoke);
            }
            Self(::endpoint_runtime::server::Router::of_trait(routes))
        }
        /// Returns the routes, which can be merged with those of other traits.
        #[inline]
        #[must_use]
        pub fn routes(&self) -> ::endpoint_runtime::server::Routes {
            self.0.routes()
        }
    }
    impl ::core::convert::From<ConnectedAppsServer> for ::endpoint_runtime::server::Routes {
        #[inline]
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
        #[inline]
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
#[cfg(feature = "server")]
#[cfg(any())]
pub struct ConnectedAppsServer;
#[cfg(feature = "schema")]
::endpoint_runtime::__schema_items! {
    impl ConnectedAppsClient {
        ///The JSON Schemas of the endpoints of [`ConnectedApps`].
        pub const SCHEMAS: &'static [::endpoint_runtime::schema::EndpointSchemas] = {
            #[allow(unused_imports)]
            use ::endpoint_runtime::schema::NotFromText as _;
            &[
                ::endpoint_runtime::schema::EndpointSchemas {
                    metadata: <ConnectedAppsRevokeRequest as ::endpoint_runtime::Endpoint>::METADATA,
                    resource_docs: "Connected Apps that a Member has authorized.",
                    parameters: &[
                        &[
                            ::endpoint_runtime::schema::param::<
                                OrganizationId,
                                {
                                    ::endpoint_runtime::schema::FromText::<
                                        OrganizationId,
                                    >::IS_IMPLEMENTED
                                },
                            >,
                            ::endpoint_runtime::schema::param::<
                                MemberId,
                                {
                                    ::endpoint_runtime::schema::FromText::<
                                        MemberId,
                                    >::IS_IMPLEMENTED
                                },
                            >,
                            ::endpoint_runtime::schema::param::<
                                ConnectedAppId,
                                {
                                    ::endpoint_runtime::schema::FromText::<
                                        ConnectedAppId,
                                    >::IS_IMPLEMENTED
                                },
                            >,
                            ::endpoint_runtime::schema::param::<
                                SessionToken,
                                {
                                    ::endpoint_runtime::schema::FromText::<
                                        SessionToken,
                                    >::IS_IMPLEMENTED
                                },
                            >,
                            ::endpoint_runtime::schema::param::<
                                SessionJwt,
                                {
                                    ::endpoint_runtime::schema::FromText::<
                                        SessionJwt,
                                    >::IS_IMPLEMENTED
                                },
                            >,
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
            ]
        };
    }
}
