/// Connected Apps that a Member has authorized.
pub trait ConnectedApps {
    /// Lists the Connected Apps of a Member.
    fn list(
        &self,
        request: ConnectedAppsListRequest,
    ) -> impl ::core::future::Future<
        Output = Result<ListResponse>,
    > + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(
            <Self as ConnectedApps>::__client(self),
            request,
        )
    }
    /// Searches Connected Apps by their name.
    fn search(
        &self,
        request: AppSearch,
    ) -> impl ::core::future::Future<
        Output = Result<ListResponse>,
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
///The request of [`ConnectedApps::list`]: `GET /v1/organizations/<organization_id>/members/<member_id>/connected_apps`.
#[allow(dead_code, unreachable_pub)]
pub type ListRequest = ConnectedAppsListRequest;
///The request of [`ConnectedApps::list`]: `GET /v1/organizations/<organization_id>/members/<member_id>/connected_apps`.
#[::core::prelude::v1::derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct ConnectedAppsListRequest {
    ///The path parameter `organization_id`.
    ///
    ///See [`OrganizationId`].
    pub organization_id: OrganizationId,
    ///The path parameter `member_id`.
    ///
    ///See [`MemberId`].
    pub member_id: MemberId,
}
impl ConnectedAppsListRequest {
    ///Makes a request with the required values, and without optional ones.
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        organization_id: impl ::endpoint_runtime::setter::IntoRequired<OrganizationId>,
        member_id: impl ::endpoint_runtime::setter::IntoRequired<MemberId>,
    ) -> Self {
        Self {
            organization_id: ::endpoint_runtime::setter::IntoRequired::into_required(
                organization_id,
            ),
            member_id: ::endpoint_runtime::setter::IntoRequired::into_required(member_id),
        }
    }
}
impl ::core::fmt::Debug for ConnectedAppsListRequest {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "ListRequest",
            &|visitor| ::endpoint_runtime::Endpoint::visit(self, visitor),
        )
    }
}
impl ::endpoint_runtime::Endpoint for ConnectedAppsListRequest {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "api_members_connected_apps_list",
        resource: "connected_apps",
        name: "list",
        request: ::core::concat!(::core::module_path!(), "::ListRequest"),
        method: ::endpoint_runtime::metadata::Method::Get,
        template: "/v1/organizations/<organization_id>/members/<member_id>/connected_apps",
        literals: &["/v1/organizations/", "/members/", "/connected_apps"],
        arguments: ::endpoint_runtime::metadata::ParameterTexts {
            letters: "PP",
            texts: &[
                "organization_id",
                "organization_id",
                "",
                "member_id",
                "member_id",
                "",
            ],
        },
        docs: "Lists the Connected Apps of a Member.",
        response: ::endpoint_runtime::__private::response::<ConnectedAppsListRequest>(),
        idempotent: true,
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Json;
    type Result = Result<ListResponse>;
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
        organization_id: impl ::endpoint_runtime::setter::IntoRequired<OrganizationId>,
        member_id: impl ::endpoint_runtime::setter::IntoRequired<MemberId>,
        name: impl ::core::convert::Into<String>,
    ) -> Self {
        Self {
            organization_id: ::endpoint_runtime::setter::IntoRequired::into_required(
                organization_id,
            ),
            member_id: ::endpoint_runtime::setter::IntoRequired::into_required(
                member_id,
            ),
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
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "AppSearch",
            &|visitor| ::endpoint_runtime::Endpoint::visit(self, visitor),
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
        arguments: ::endpoint_runtime::metadata::ParameterTexts {
            letters: "PPqF",
            texts: &[
                "organization_id",
                "organization_id",
                "",
                "member_id",
                "member_id",
                "",
                "limit",
                "limit",
                "",
                "name",
                "name",
                "",
            ],
        },
        docs: "Searches Connected Apps by their name.",
        query: "exact=true&limit=<limit>",
        body: ::endpoint_runtime::metadata::BodyFormat::Json,
        response: ::endpoint_runtime::__private::response::<AppSearch>(),
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Json;
    type Result = Result<ListResponse>;
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
                ],
            );
        visitor.fixed_query("exact=true");
        <u32 as ::endpoint_runtime::request::TextArgument>::visit_optional(
            &self.limit,
            visitor.query("limit", "limit", false),
        );
        visitor.json_object();
        <String as ::endpoint_runtime::request::JsonArgument>::visit(
            &self.name,
            visitor,
            "name",
            "name",
            false,
        );
    }
}
///A client for the endpoints of [`ConnectedApps`].
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct ConnectedAppsClient(::endpoint_runtime::Client);
impl ConnectedAppsClient {
    ///The metadata of the endpoints of [`ConnectedApps`].
    pub const ENDPOINTS: &'static [&'static ::endpoint_runtime::Metadata] = &[
        <ConnectedAppsListRequest as ::endpoint_runtime::Endpoint>::METADATA,
        <AppSearch as ::endpoint_runtime::Endpoint>::METADATA,
    ];
    /// Lists the Connected Apps of a Member.
    #[inline]
    #[allow(unreachable_pub)]
    pub fn list(
        &self,
        request: ConnectedAppsListRequest,
    ) -> ::endpoint_runtime::Call<ConnectedAppsListRequest> {
        self.0.send(request)
    }
    /// Searches Connected Apps by their name.
    #[inline]
    #[allow(unreachable_pub)]
    pub fn search(&self, request: AppSearch) -> ::endpoint_runtime::Call<AppSearch> {
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
