pub trait Queries {
    /// Searches.
    fn search(
        &self,
        request: QueriesSearchRequest,
    ) -> impl ::core::future::Future<Output = Result<String>> + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(<Self as Queries>::__client(self), request)
    }
    #[deprecated(note = "use `search`")]
    #[cfg(feature = "old")]
    fn forget(
        &self,
        request: Forget,
    ) -> impl ::core::future::Future<Output = Result<Bytes>> + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(<Self as Queries>::__client(self), request)
    }
    #[doc(hidden)]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::None
    }
}
///The request of [`Queries::search`]: `GET /v1/search/`.
#[allow(dead_code, unreachable_pub)]
pub type SearchRequest = QueriesSearchRequest;
///The request of [`Queries::search`]: `GET /v1/search/`.
#[::core::prelude::v1::derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct QueriesSearchRequest {
    ///The query parameter `q`.
    pub q: String,
    ///The query parameter `page[size]`.
    pub limit: Option<u32>,
    ///The query parameter `sort[by]`.
    ///
    ///See [`Order`].
    pub order: Vec<Order>,
    ///The header `Authorization`.
    pub token: String,
    ///The group of headers `trace`.
    ///
    ///See [`Trace`].
    pub trace: Option<Trace>,
}
impl QueriesSearchRequest {
    ///Makes a request with the required values, and without optional ones.
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        q: impl ::core::convert::Into<String>,
        token: impl ::core::convert::Into<String>,
    ) -> Self {
        Self {
            q: ::core::convert::Into::into(q),
            limit: ::core::option::Option::None,
            order: ::core::default::Default::default(),
            token: ::core::convert::Into::into(token),
            trace: ::core::option::Option::None,
        }
    }
    ///The query parameter `page[size]`.
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
    ///The query parameter `sort[by]`.
    #[must_use]
    pub fn order(
        mut self,
        value: impl ::core::iter::IntoIterator<Item: ::core::convert::Into<Order>>,
    ) -> Self {
        self.order = ::core::iter::Iterator::collect(
            ::core::iter::Iterator::map(
                ::core::iter::IntoIterator::into_iter(value),
                ::core::convert::Into::into,
            ),
        );
        self
    }
    ///The group of headers `trace`.
    #[must_use]
    pub fn trace<__Form>(
        mut self,
        value: impl ::endpoint_runtime::setter::IntoOptional<Trace, __Form>,
    ) -> Self {
        self.trace = ::endpoint_runtime::setter::IntoOptional::into_optional(value);
        self
    }
}
const _: () = {
    #[allow(unused_imports)]
    use ::endpoint_runtime::__group_without_macro as group;
    const _: () = {
        #[allow(unused_imports)]
        use Trace as group;
        const _: () = {
            group! {
                [::endpoint_runtime::__group_setters] (::endpoint_runtime)
                QueriesSearchRequest[q limit order token trace] [(trace true "" Trace)]
            }
        };
    };
};
impl ::core::fmt::Debug for QueriesSearchRequest {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "SearchRequest",
            &|visitor| ::endpoint_runtime::Endpoint::visit(self, visitor),
        )
    }
}
impl ::endpoint_runtime::Endpoint for QueriesSearchRequest {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "queries_search",
        resource: "queries",
        name: "search",
        request: ::core::concat!(::core::module_path!(), "::SearchRequest"),
        method: ::endpoint_runtime::metadata::Method::Get,
        template: "/v1/search/",
        literals: &["/v1/search/"],
        arguments: ::endpoint_runtime::metadata::ParameterTexts {
            letters: "Qq!q*H!",
            texts: &[
                "q",
                "q",
                "",
                "limit",
                "page[size]",
                "",
                "order",
                "sort[by]",
                "",
                "token",
                "Authorization",
                "",
            ],
        },
        docs: "Searches.",
        tag: ::core::option::Option::Some("Search"),
        host: ::core::option::Option::Some("archive"),
        query: "q=<q>&page%5Bsize%5D=<limit>&sort%5Bby%5D=<order>&expand=all",
        header_groups: &[
            ::endpoint_runtime::__private::group(
                "trace",
                false,
                <Trace as ::endpoint_runtime::Headers>::HAS_SETTERS,
                <Trace as ::endpoint_runtime::Headers>::PARAMETERS,
                &::endpoint_runtime::__private::optional_group::<
                    { <Trace as ::endpoint_runtime::Headers>::PARAMETERS.len() },
                >(<Trace as ::endpoint_runtime::Headers>::PARAMETERS),
            ),
        ],
        response: ::endpoint_runtime::__private::response::<QueriesSearchRequest>(),
        authenticated: false,
        idempotent: true,
        timeout: ::core::option::Option::Some(
            ::core::time::Duration::from_millis(500u64),
        ),
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Text;
    type Result = Result<String>;
    #[inline]
    fn visit(&self, visitor: &mut ::endpoint_runtime::request::ArgumentVisitor<'_, '_>) {
        visitor.path(&[]);
        <String as ::endpoint_runtime::request::TextArgument>::visit(
            &self.q,
            visitor.query("q", "q", false),
        );
        <u32 as ::endpoint_runtime::request::TextArgument>::visit_optional(
            &self.limit,
            visitor.query("limit", "page%5Bsize%5D", true),
        );
        <Order as ::endpoint_runtime::request::TextArgument>::visit_repeated(
            &self.order,
            visitor.query("order", "sort%5Bby%5D", false),
        );
        visitor.fixed_query("expand=all");
        <String as ::endpoint_runtime::request::TextArgument>::visit(
            &self.token,
            visitor
                .header(
                    "token",
                    const {
                        ::endpoint_runtime::http::HeaderName::from_static(
                            "authorization",
                        )
                    },
                    true,
                ),
        );
        if visitor
            .group(
                "trace",
                <Option<
                    Trace,
                > as ::endpoint_runtime::debug::DebugField>::as_debug(&self.trace),
            )
        {
            if let ::core::option::Option::Some(value) = &self.trace {
                <Trace as ::endpoint_runtime::Headers>::visit(value, visitor);
            }
        }
    }
}
const _: () = {
    <::endpoint_runtime::header::DistinctHeadersCheck<
        {
            ::endpoint_runtime::header::has_distinct_headers(
                <QueriesSearchRequest as ::endpoint_runtime::Endpoint>::METADATA,
            )
        },
    > as ::endpoint_runtime::header::DistinctHeaders>::CHECKED;
    <::endpoint_runtime::header::OneCredentialCheck<
        {
            ::endpoint_runtime::header::has_one_credential(
                <QueriesSearchRequest as ::endpoint_runtime::Endpoint>::METADATA,
            )
        },
    > as ::endpoint_runtime::header::OneCredential>::CHECKED
};
///The request of [`Queries::forget`]: `DELETE /v1/<type>`.
#[cfg(feature = "old")]
#[::core::prelude::v1::derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Forget {
    ///The path parameter `type`.
    pub r#type: u64,
    ///The body.
    ///
    ///See [`Bytes`].
    pub reason: Option<Bytes>,
}
#[cfg(feature = "old")]
impl Forget {
    ///Makes a request with the required values, and without optional ones.
    #[deprecated(note = "use `search`")]
    #[inline]
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new(r#type: u64) -> Self {
        Self {
            r#type: r#type,
            reason: ::core::option::Option::None,
        }
    }
    ///The body.
    #[must_use]
    pub fn reason<__Form>(
        mut self,
        value: impl ::endpoint_runtime::setter::IntoOptional<Bytes, __Form>,
    ) -> Self {
        self.reason = ::endpoint_runtime::setter::IntoOptional::into_optional(value);
        self
    }
}
#[cfg(feature = "old")]
impl ::core::fmt::Debug for Forget {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "Forget",
            &|visitor| ::endpoint_runtime::Endpoint::visit(self, visitor),
        )
    }
}
#[cfg(feature = "old")]
impl ::endpoint_runtime::Endpoint for Forget {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "queries_forget",
        resource: "queries",
        name: "forget",
        request: ::core::concat!(::core::module_path!(), "::Forget"),
        method: ::endpoint_runtime::metadata::Method::Delete,
        template: "/v1/<type>",
        literals: &["/v1/", ""],
        arguments: ::endpoint_runtime::metadata::ParameterTexts {
            letters: "P!b",
            texts: &["type", "type", "", "reason", "reason", ""],
        },
        docs: "",
        tag: ::core::option::Option::Some("Search"),
        host: ::core::option::Option::Some("archive"),
        body: ::endpoint_runtime::metadata::BodyFormat::Bytes,
        response: ::endpoint_runtime::__private::response::<Forget>(),
        idempotent: true,
        destructive: true,
        deprecated: ::core::option::Option::Some("use `search`"),
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Raw;
    type Result = Result<Bytes>;
    #[inline]
    fn visit(&self, visitor: &mut ::endpoint_runtime::request::ArgumentVisitor<'_, '_>) {
        visitor
            .path(
                &[
                    <u64 as ::endpoint_runtime::request::TextArgument>::path(
                        &self.r#type,
                        "type",
                        true,
                    ),
                ],
            );
        if let ::core::option::Option::Some(request) = visitor
            .argument(
                "reason",
                <Option<
                    Bytes,
                > as ::endpoint_runtime::debug::DebugField>::as_debug(&self.reason),
            )
        {
            if let ::core::option::Option::Some(value) = &self.reason {
                <Bytes as ::endpoint_runtime::body::BytesBody>::write(value, request);
            }
        }
    }
}
///A client for the endpoints of [`Queries`].
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct QueriesClient(::endpoint_runtime::Client);
impl QueriesClient {
    ///The metadata of the endpoints of [`Queries`].
    pub const ENDPOINTS: &'static [&'static ::endpoint_runtime::Metadata] = &[
        <QueriesSearchRequest as ::endpoint_runtime::Endpoint>::METADATA,
        #[cfg(feature = "old")]
        <Forget as ::endpoint_runtime::Endpoint>::METADATA,
    ];
    /// Searches.
    #[inline]
    #[allow(unreachable_pub)]
    pub fn search(
        &self,
        request: QueriesSearchRequest,
    ) -> ::endpoint_runtime::Call<QueriesSearchRequest> {
        self.0.send(request)
    }
    #[deprecated(note = "use `search`")]
    #[cfg(feature = "old")]
    #[inline]
    #[allow(unreachable_pub)]
    pub fn forget(&self, request: Forget) -> ::endpoint_runtime::Call<Forget> {
        self.0.send(request)
    }
}
impl ::core::convert::From<::endpoint_runtime::Client> for QueriesClient {
    #[inline]
    fn from(client: ::endpoint_runtime::Client) -> Self {
        Self(client)
    }
}
impl ::core::convert::AsRef<::endpoint_runtime::Client> for QueriesClient {
    #[inline]
    fn as_ref(&self) -> &::endpoint_runtime::Client {
        &self.0
    }
}
impl Queries for QueriesClient {
    #[inline]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::Some(&self.0)
    }
}
