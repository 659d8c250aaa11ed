/// Connected Apps that a Member has authorized.
pub trait ConnectedApps {
    /// Lists the Connected Apps of a Member.
    fn list(
        &self,
        request: ListRequest,
    ) -> impl ::core::future::Future<
        Output = Result<ListResponse>,
    > + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(Self::__client(self), request)
    }
    /// Searches Connected Apps by their name.
    fn search(
        &self,
        request: AppSearch,
    ) -> impl ::core::future::Future<
        Output = Result<ListResponse>,
    > + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(Self::__client(self), request)
    }
    #[doc(hidden)]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::None
    }
}
///The request of [`ConnectedApps::list`]: `GET /v1/organizations/<organization_id>/members/<member_id>/connected_apps`.
#[::core::prelude::v1::derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct ListRequest {
    ///The path parameter `organization_id`.
    ///
    ///See [`OrganizationId`].
    pub organization_id: OrganizationId,
    ///The path parameter `member_id`.
    ///
    ///See [`MemberId`].
    pub member_id: MemberId,
}
impl ListRequest {
    ///Makes a request with the required values, and without optional ones.
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        organization_id: impl ::core::convert::Into<OrganizationId>,
        member_id: impl ::core::convert::Into<MemberId>,
    ) -> Self {
        Self {
            organization_id: ::core::convert::Into::into(organization_id),
            member_id: ::core::convert::Into::into(member_id),
        }
    }
}
impl ::core::fmt::Debug for ListRequest {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::debug::debug_struct(
            f,
            "ListRequest",
            &["organization_id", "member_id"],
            &[
                <OrganizationId as ::endpoint_runtime::debug::DebugField>::as_debug(
                    &self.organization_id,
                ),
                <MemberId as ::endpoint_runtime::debug::DebugField>::as_debug(
                    &self.member_id,
                ),
            ],
        )
    }
}
impl ::endpoint_runtime::Endpoint for ListRequest {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "api_members_connected_apps_list",
        resource: "connected_apps",
        name: "list",
        request: ::core::concat!(::core::module_path!(), "::ListRequest"),
        method: ::endpoint_runtime::metadata::Method::Get,
        template: "/v1/organizations/<organization_id>/members/<member_id>/connected_apps",
        literals: &["/v1/organizations/", "/members/", "/connected_apps"],
        parameters: &[
            &[
                ::endpoint_runtime::metadata::Parameter {
                    name: "organization_id",
                    wire_name: "organization_id",
                    location: ::endpoint_runtime::metadata::ParameterLocation::Path,
                    required: true,
                    repeated: false,
                    sensitive: false,
                    docs: "",
                },
                ::endpoint_runtime::metadata::Parameter {
                    name: "member_id",
                    wire_name: "member_id",
                    location: ::endpoint_runtime::metadata::ParameterLocation::Path,
                    required: true,
                    repeated: false,
                    sensitive: false,
                    docs: "",
                },
            ],
        ],
        docs: "Lists the Connected Apps of a Member.",
        idempotent: true,
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Json;
    type Result = Result<ListResponse>;
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
                ],
            );
    }
}
///The request of [`ConnectedApps::search`]: `POST /v1/organizations/<organization_id>/members/<member_id>/connected_apps/search`.
#[::core::prelude::v1::derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct AppSearch {
    ///The path parameter `organization_id`.
    ///
    ///See [`OrganizationId`].
    pub organization_id: OrganizationId,
    ///The path parameter `member_id`.
    ///
    ///See [`MemberId`].
    pub member_id: MemberId,
    ///The query parameter `limit`.
    pub limit: Option<u32>,
    ///The body field `name`.
    pub name: String,
}
impl AppSearch {
    ///Makes a request with the required values, and without optional ones.
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        organization_id: impl ::core::convert::Into<OrganizationId>,
        member_id: impl ::core::convert::Into<MemberId>,
        name: impl ::core::convert::Into<String>,
    ) -> Self {
        Self {
            organization_id: ::core::convert::Into::into(organization_id),
            member_id: ::core::convert::Into::into(member_id),
            limit: ::core::option::Option::None,
            name: ::core::convert::Into::into(name),
        }
    }
    ///The query parameter `limit`.
    #[must_use]
    pub fn limit(
        mut self,
        value: impl ::endpoint_runtime::setter::IntoOptionalScalar<u32>,
    ) -> Self {
        self.limit = ::endpoint_runtime::setter::IntoOptionalScalar::into_optional(
            value,
        );
        self
    }
}
impl ::core::fmt::Debug for AppSearch {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::debug::debug_struct(
            f,
            "AppSearch",
            &["organization_id", "member_id", "limit", "name"],
            &[
                <OrganizationId as ::endpoint_runtime::debug::DebugField>::as_debug(
                    &self.organization_id,
                ),
                <MemberId as ::endpoint_runtime::debug::DebugField>::as_debug(
                    &self.member_id,
                ),
                <u32 as ::endpoint_runtime::debug::DebugField>::optional_as_debug(
                    &self.limit,
                ),
                <String as ::endpoint_runtime::debug::DebugField>::as_debug(&self.name),
            ],
        )
    }
}
impl ::endpoint_runtime::Endpoint for AppSearch {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "api_members_connected_apps_Search",
        resource: "connected_apps",
        name: "search",
        request: ::core::concat!(::core::module_path!(), "::AppSearch"),
        method: ::endpoint_runtime::metadata::Method::Post,
        template: "/v1/organizations/<organization_id>/members/<member_id>/connected_apps/search",
        literals: &["/v1/organizations/", "/members/", "/connected_apps/search"],
        parameters: &[
            &[
                ::endpoint_runtime::metadata::Parameter {
                    name: "organization_id",
                    wire_name: "organization_id",
                    location: ::endpoint_runtime::metadata::ParameterLocation::Path,
                    required: true,
                    repeated: false,
                    sensitive: false,
                    docs: "",
                },
                ::endpoint_runtime::metadata::Parameter {
                    name: "member_id",
                    wire_name: "member_id",
                    location: ::endpoint_runtime::metadata::ParameterLocation::Path,
                    required: true,
                    repeated: false,
                    sensitive: false,
                    docs: "",
                },
                ::endpoint_runtime::metadata::Parameter {
                    name: "limit",
                    wire_name: "limit",
                    location: ::endpoint_runtime::metadata::ParameterLocation::Query,
                    required: false,
                    repeated: false,
                    sensitive: false,
                    docs: "",
                },
                ::endpoint_runtime::metadata::Parameter {
                    name: "name",
                    wire_name: "name",
                    location: ::endpoint_runtime::metadata::ParameterLocation::Field,
                    required: true,
                    repeated: false,
                    sensitive: false,
                    docs: "",
                },
            ],
        ],
        docs: "Searches Connected Apps by their name.",
        fixed_query: &[("exact", "true")],
        body: ::endpoint_runtime::metadata::BodyFormat::Json,
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Json;
    type Result = Result<ListResponse>;
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
                ],
            );
        request.fixed_query("exact=true");
        if let ::core::option::Option::Some(value) = &self.limit {
            request.query("limit", <u32 as ::endpoint_runtime::Param>::to_text(value));
        }
        let object = request.json_object();
        <String as ::endpoint_runtime::body::JsonField>::write(
            &self.name,
            "name",
            false,
            object,
        );
    }
}
///A client for the endpoints of [`ConnectedApps`].
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct ConnectedAppsClient(::endpoint_runtime::Client);
impl ConnectedAppsClient {
    ///The metadata of the endpoints of [`ConnectedApps`].
    pub const ENDPOINTS: &'static [&'static ::endpoint_runtime::Metadata] = &[
        <ListRequest as ::endpoint_runtime::Endpoint>::METADATA,
        <AppSearch as ::endpoint_runtime::Endpoint>::METADATA,
    ];
    /// Lists the Connected Apps of a Member.
    #[allow(unreachable_pub)]
    pub fn list(&self, request: ListRequest) -> ::endpoint_runtime::Call<ListRequest> {
        self.0.send(request)
    }
    /// Searches Connected Apps by their name.
    #[allow(unreachable_pub)]
    pub fn search(&self, request: AppSearch) -> ::endpoint_runtime::Call<AppSearch> {
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
