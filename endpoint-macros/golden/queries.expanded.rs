pub trait Queries {
    /// Searches.
    fn search(
        &self,
        request: SearchRequest,
    ) -> impl ::core::future::Future<Output = Result<String>> + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(Self::__client(self), request)
    }
    #[deprecated(note = "use `search`")]
    #[cfg(feature = "old")]
    fn forget(
        &self,
        request: Forget,
    ) -> impl ::core::future::Future<Output = Result<Bytes>> + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(Self::__client(self), request)
    }
    #[doc(hidden)]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::None
    }
}
///The request of [`Queries::search`]: `GET /v1/search/`.
#[::core::prelude::v1::derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct SearchRequest {
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
impl SearchRequest {
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
    pub fn trace<Form>(
        mut self,
        value: impl ::endpoint_runtime::setter::IntoOptional<Trace, Form>,
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
                SearchRequest[q limit order token trace] [(trace true "" Trace)]
            }
        };
    };
};
impl ::core::fmt::Debug for SearchRequest {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::debug::debug_struct(
            f,
            "SearchRequest",
            &["q", "limit", "order", "token", "trace"],
            &[
                <String as ::endpoint_runtime::debug::DebugField>::as_debug(&self.q),
                ::endpoint_runtime::debug::redacted(&self.limit),
                <Vec<
                    Order,
                > as ::endpoint_runtime::debug::DebugField>::as_debug(&self.order),
                &::endpoint_runtime::debug::Redacted,
                <Trace as ::endpoint_runtime::debug::DebugField>::optional_as_debug(
                    &self.trace,
                ),
            ],
        )
    }
}
impl ::endpoint_runtime::Endpoint for SearchRequest {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "queries_search",
        resource: "queries",
        name: "search",
        request: ::core::concat!(::core::module_path!(), "::SearchRequest"),
        method: ::endpoint_runtime::metadata::Method::Get,
        template: "/v1/search/",
        literals: &["/v1/search/"],
        parameters: &[
            &[
                ::endpoint_runtime::metadata::Parameter {
                    name: "q",
                    wire_name: "q",
                    location: ::endpoint_runtime::metadata::ParameterLocation::Query,
                    required: true,
                    repeated: false,
                    sensitive: false,
                    docs: "",
                },
                ::endpoint_runtime::metadata::Parameter {
                    name: "limit",
                    wire_name: "page[size]",
                    location: ::endpoint_runtime::metadata::ParameterLocation::Query,
                    required: false,
                    repeated: false,
                    sensitive: true,
                    docs: "",
                },
                ::endpoint_runtime::metadata::Parameter {
                    name: "order",
                    wire_name: "sort[by]",
                    location: ::endpoint_runtime::metadata::ParameterLocation::Query,
                    required: false,
                    repeated: true,
                    sensitive: false,
                    docs: "",
                },
                ::endpoint_runtime::metadata::Parameter {
                    name: "token",
                    wire_name: "Authorization",
                    location: ::endpoint_runtime::metadata::ParameterLocation::Header,
                    required: true,
                    repeated: false,
                    sensitive: true,
                    docs: "",
                },
            ],
            &::endpoint_runtime::__private::optional_group::<
                { <Trace as ::endpoint_runtime::Headers>::PARAMETERS.len() },
            >(<Trace as ::endpoint_runtime::Headers>::PARAMETERS),
        ],
        docs: "Searches.",
        tag: ::core::option::Option::Some("Search"),
        host: ::core::option::Option::Some("archive"),
        header_groups: &[
            ::endpoint_runtime::__private::header_group::<Trace>("trace", false),
        ],
        fixed_query: &[("expand", "all")],
        response: ::endpoint_runtime::metadata::ResponseFormat::Text,
        authenticated: false,
        idempotent: true,
        timeout: ::core::option::Option::Some(
            ::core::time::Duration::from_millis(500u64),
        ),
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Text;
    type Result = Result<String>;
    fn encode(&self, request: &mut ::endpoint_runtime::request::Encoder<'_>) {
        request.path(&[]);
        request.query("q", <String as ::endpoint_runtime::Param>::to_text(&self.q));
        if let ::core::option::Option::Some(value) = &self.limit {
            request.redact(<u32 as ::endpoint_runtime::Param>::to_text(value));
            request
                .query(
                    "page%5Bsize%5D",
                    <u32 as ::endpoint_runtime::Param>::to_text(value),
                );
        }
        for value in &self.order {
            request
                .query(
                    "sort%5Bby%5D",
                    <Order as ::endpoint_runtime::Param>::to_text(value),
                );
        }
        request.fixed_query("expand=all");
        request
            .header(
                "token",
                const {
                    ::endpoint_runtime::http::HeaderName::from_static("authorization")
                },
                true,
                <String as ::endpoint_runtime::Param>::to_text(&self.token),
            );
        if let ::core::option::Option::Some(value) = &self.trace {
            <Trace as ::endpoint_runtime::Headers>::encode(value, request);
        }
    }
}
const _: () = {
    <::endpoint_runtime::header::DistinctHeadersCheck<
        {
            ::endpoint_runtime::header::has_distinct_headers(
                <SearchRequest as ::endpoint_runtime::Endpoint>::METADATA,
            )
        },
    > as ::endpoint_runtime::header::DistinctHeaders>::CHECKED;
    <::endpoint_runtime::header::OneCredentialCheck<
        {
            ::endpoint_runtime::header::has_one_credential(
                <SearchRequest as ::endpoint_runtime::Endpoint>::METADATA,
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
    pub fn reason<Form>(
        mut self,
        value: impl ::endpoint_runtime::setter::IntoOptional<Bytes, Form>,
    ) -> Self {
        self.reason = ::endpoint_runtime::setter::IntoOptional::into_optional(value);
        self
    }
}
#[cfg(feature = "old")]
impl ::core::fmt::Debug for Forget {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::debug::debug_struct(
            f,
            "Forget",
            &["type", "reason"],
            &[
                &::endpoint_runtime::debug::Redacted,
                <Bytes as ::endpoint_runtime::debug::DebugField>::optional_as_debug(
                    &self.reason,
                ),
            ],
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
        parameters: &[
            &[
                ::endpoint_runtime::metadata::Parameter {
                    name: "type",
                    wire_name: "type",
                    location: ::endpoint_runtime::metadata::ParameterLocation::Path,
                    required: true,
                    repeated: false,
                    sensitive: true,
                    docs: "",
                },
                ::endpoint_runtime::metadata::Parameter {
                    name: "reason",
                    wire_name: "reason",
                    location: ::endpoint_runtime::metadata::ParameterLocation::Body,
                    required: false,
                    repeated: false,
                    sensitive: false,
                    docs: "",
                },
            ],
        ],
        docs: "",
        tag: ::core::option::Option::Some("Search"),
        host: ::core::option::Option::Some("archive"),
        body: ::endpoint_runtime::metadata::BodyFormat::Bytes,
        response: ::endpoint_runtime::metadata::ResponseFormat::Bytes,
        idempotent: true,
        destructive: true,
        deprecated: ::core::option::Option::Some("use `search`"),
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Raw;
    type Result = Result<Bytes>;
    fn encode(&self, request: &mut ::endpoint_runtime::request::Encoder<'_>) {
        request
            .path(
                &[
                    ::endpoint_runtime::path::PathValue::new(
                        "type",
                        <u64 as ::endpoint_runtime::Param>::to_text(&self.r#type),
                    ),
                ],
            );
        request.redact(<u64 as ::endpoint_runtime::Param>::to_text(&self.r#type));
        if let ::core::option::Option::Some(value) = &self.reason {
            <Bytes as ::endpoint_runtime::body::BytesBody>::write(value, request);
        }
    }
}
///A client for the endpoints of [`Queries`].
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct QueriesClient(::endpoint_runtime::Client);
impl QueriesClient {
    ///The metadata of the endpoints of [`Queries`].
    pub const ENDPOINTS: &'static [&'static ::endpoint_runtime::Metadata] = &[
        <SearchRequest as ::endpoint_runtime::Endpoint>::METADATA,
        #[cfg(feature = "old")]
        <Forget as ::endpoint_runtime::Endpoint>::METADATA,
    ];
    /// Searches.
    #[allow(unreachable_pub)]
    pub fn search(
        &self,
        request: SearchRequest,
    ) -> ::endpoint_runtime::Call<SearchRequest> {
        self.0.send(request)
    }
    #[deprecated(note = "use `search`")]
    #[cfg(feature = "old")]
    #[allow(unreachable_pub)]
    pub fn forget(&self, request: Forget) -> ::endpoint_runtime::Call<Forget> {
        self.0.send(request)
    }
}
impl ::core::convert::From<::endpoint_runtime::Client> for QueriesClient {
    fn from(client: ::endpoint_runtime::Client) -> Self {
        Self(client)
    }
}
impl ::core::convert::AsRef<::endpoint_runtime::Client> for QueriesClient {
    fn as_ref(&self) -> &::endpoint_runtime::Client {
        &self.0
    }
}
impl Queries for QueriesClient {
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::Some(&self.0)
    }
}
