#[automatically_derived]
impl ::endpoint_runtime::Query for Page {
    const PARAMETERS: &'static [::endpoint_runtime::metadata::Parameter] = &::endpoint_runtime::__private::parameters::<
        2usize,
    >(::endpoint_runtime::metadata::ParameterTexts {
        letters: "qq,",
        texts: &["size", "page[size]", "", "sort", "sort", ""],
    });
    const HAS_SETTERS: ::core::primitive::bool = true;
    #[inline]
    fn visit(&self, visitor: &mut ::endpoint_runtime::request::ArgumentVisitor<'_, '_>) {
        <u32 as ::endpoint_runtime::request::TextArgument>::visit_optional(
            &self.size,
            visitor.query("size", "page%5Bsize%5D", false),
        );
        <String as ::endpoint_runtime::request::TextArgument>::visit_joined(
            &self.sort,
            visitor.query("sort", "sort", false),
            ',',
        );
    }
}
#[automatically_derived]
impl ::core::fmt::Debug for Page {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "Page",
            &|visitor| ::endpoint_runtime::Query::visit(self, visitor),
        )
    }
}
::endpoint_runtime::__server_items! {
    #[automatically_derived]
    impl ::endpoint_runtime::server::DecodeQuery for Page {
        #[inline]
        fn decode(
            request: &mut ::endpoint_runtime::server::Decoder<'_>,
        ) -> ::core::option::Option<Self> {
            if let (
                ::core::option::Option::Some(size),
                ::core::option::Option::Some(sort),
            ) = (
                <u32 as ::endpoint_runtime::request::TextArgument>::decode_optional(
                    request.in_query("page[size]"),
                ),
                <String as ::endpoint_runtime::request::TextArgument>::decode_joined(
                    request.in_query("sort"),
                    ',',
                ),
            ) {
                ::core::option::Option::Some(Self { size, sort })
            } else {
                ::core::option::Option::None
            }
        }
    }
}
::endpoint_runtime::__schema_items! {
    #[automatically_derived]
    impl ::endpoint_runtime::schema::QuerySchema for Page {
        const SCHEMAS: &'static [::endpoint_runtime::schema::SchemaFn] = {
            #[allow(unused_imports)]
            use ::endpoint_runtime::schema::NotFromText as _;
            &[
                ::endpoint_runtime::schema::param::<
                    u32,
                    { ::endpoint_runtime::schema::FromText::<u32>::IS_IMPLEMENTED },
                >,
                ::endpoint_runtime::schema::param::<
                    String,
                    { ::endpoint_runtime::schema::FromText::<String>::IS_IMPLEMENTED },
                >,
            ]
        };
    }
}
#[automatically_derived]
impl ::endpoint_runtime::group::EmptyGroup for Page {
    #[inline]
    fn empty() -> Self {
        Self {
            size: ::core::option::Option::None,
            sort: ::core::default::Default::default(),
        }
    }
}
#[doc(hidden)]
#[macro_export]
#[allow(unused_macros, non_local_definitions)]
macro_rules! __Page_query_cee4fae452aeb720 {
    ([$($next:tt)*] $($call:tt)*) => {
        $($next)* ! { $($call)* { true true(#[doc = "The query parameter `page[size]`."]
        size 0 Scalar::core::primitive::u32) (#[doc = "The query parameter `sort`."] sort
        1 String * ::std::string::String) } }
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub use __Page_query_cee4fae452aeb720 as Page;
pub trait Items {
    fn list(
        &self,
        request: ItemsListRequest,
    ) -> impl ::core::future::Future<Output = Result<()>> + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(<Self as Items>::__client(self), request)
    }
    #[doc(hidden)]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::None
    }
}
///The request of [`Items::list`]: `GET /v1/<ids>`.
#[allow(dead_code, unreachable_pub)]
pub type ListRequest = ItemsListRequest;
///The request of [`Items::list`]: `GET /v1/<ids>`.
#[::core::prelude::v1::derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct ItemsListRequest {
    ///The path parameter `ids`.
    pub ids: Vec<u32>,
    ///The query parameter `kind[is]`.
    ///
    ///See [`Kind`].
    pub kind: Option<Kind>,
    ///The query parameters `filter[]`, by the keys in the brackets.
    pub filter: BTreeMap<String, String>,
    ///The group of query parameters `page`.
    ///
    ///See [`Page`].
    pub page: Option<Page>,
}
impl ItemsListRequest {
    ///Makes a request with the required values, and without optional ones.
    #[inline]
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new(ids: impl ::core::iter::IntoIterator<Item = u32>) -> Self {
        Self {
            ids: ::core::iter::Iterator::collect(
                ::core::iter::IntoIterator::into_iter(ids),
            ),
            kind: ::core::option::Option::None,
            filter: ::core::default::Default::default(),
            page: ::core::option::Option::None,
        }
    }
    ///The query parameter `kind[is]`.
    #[must_use]
    pub fn kind<__Form>(
        mut self,
        value: impl ::endpoint_runtime::setter::IntoOptional<Kind, __Form>,
    ) -> Self {
        self.kind = ::endpoint_runtime::setter::IntoOptional::into_optional(value);
        self
    }
    ///The query parameters `filter[]`, by the keys in the brackets.
    #[must_use]
    pub fn filter<
        __Key: ::core::convert::Into<
                <BTreeMap<
                    String,
                    String,
                > as ::endpoint_runtime::request::MapArgument>::Key,
            >,
        __Value: ::core::convert::Into<
                <BTreeMap<
                    String,
                    String,
                > as ::endpoint_runtime::request::MapArgument>::Value,
            >,
    >(
        mut self,
        value: impl ::core::iter::IntoIterator<Item = (__Key, __Value)>,
    ) -> Self {
        self.filter = ::core::iter::Iterator::collect(
            ::core::iter::Iterator::map(
                ::core::iter::IntoIterator::into_iter(value),
                |(key, value)| (
                    ::core::convert::Into::into(key),
                    ::core::convert::Into::into(value),
                ),
            ),
        );
        self
    }
    ///The group of query parameters `page`.
    #[must_use]
    pub fn page<__Form>(
        mut self,
        value: impl ::endpoint_runtime::setter::IntoOptional<Page, __Form>,
    ) -> Self {
        self.page = ::endpoint_runtime::setter::IntoOptional::into_optional(value);
        self
    }
}
const _: () = {
    #[allow(unused_imports)]
    use ::endpoint_runtime::__group_without_macro as group;
    const _: () = {
        #[allow(unused_imports)]
        use Page as group;
        const _: () = {
            group! {
                [::endpoint_runtime::__group_setters] (::endpoint_runtime)
                ItemsListRequest[ids kind filter page] [(page true "first_" ? Page)]
            }
        };
    };
};
impl ::core::fmt::Debug for ItemsListRequest {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "ListRequest",
            &|visitor| ::endpoint_runtime::Endpoint::visit(self, visitor),
        )
    }
}
impl ::endpoint_runtime::Endpoint for ItemsListRequest {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "items_list",
        resource: "items",
        name: "list",
        request: ::core::concat!(::core::module_path!(), "::ListRequest"),
        method: ::endpoint_runtime::metadata::Method::Get,
        template: "/v1/<ids>",
        literals: &["/v1/", ""],
        arguments: ::endpoint_runtime::metadata::ParameterTexts {
            letters: "P;q{q[",
            texts: &["ids", "ids", "", "kind", "kind[is]", "", "filter", "filter[]", ""],
        },
        docs: "",
        query: "uploads&kind%5Bis%5D=<kind>",
        query_groups: &[
            ::endpoint_runtime::__private::group(
                "page",
                false,
                <Page as ::endpoint_runtime::Query>::HAS_SETTERS,
                <Page as ::endpoint_runtime::Query>::PARAMETERS,
                &::endpoint_runtime::__private::optional_group::<
                    { <Page as ::endpoint_runtime::Query>::PARAMETERS.len() },
                >(
                    &::endpoint_runtime::group::with_names::<
                        { <Page as ::endpoint_runtime::Query>::PARAMETERS.len() },
                    >(
                        <Page as ::endpoint_runtime::Query>::PARAMETERS,
                        "first_",
                        {
                            const NAMES: &[u8] = &::endpoint_runtime::group::prefixed_names::<
                                {
                                    ::endpoint_runtime::group::prefixed_length(
                                        "first_",
                                        <Page as ::endpoint_runtime::Query>::PARAMETERS,
                                    )
                                },
                            >("first_", <Page as ::endpoint_runtime::Query>::PARAMETERS);
                            NAMES
                        },
                    ),
                ),
            ),
        ],
        response: ::endpoint_runtime::__private::response::<ItemsListRequest>(),
        idempotent: true,
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Json;
    type Result = Result<()>;
    #[inline]
    fn visit(&self, visitor: &mut ::endpoint_runtime::request::ArgumentVisitor<'_, '_>) {
        visitor
            .path(
                &[
                    <u32 as ::endpoint_runtime::request::TextArgument>::joined_path(
                        &self.ids,
                        "ids",
                        false,
                        ';',
                    ),
                ],
            );
        visitor.fixed_query("uploads");
        <Kind as ::endpoint_runtime::request::JsonTextArgument>::visit_optional(
            &self.kind,
            visitor.query("kind", "kind%5Bis%5D", false),
        );
        <BTreeMap<
            String,
            String,
        > as ::endpoint_runtime::request::MapArgument>::visit(
            &self.filter,
            visitor.query_map("filter", "filter[]", false),
        );
        if visitor
            .group(
                "page",
                <Option<
                    Page,
                > as ::endpoint_runtime::debug::DebugField>::as_debug(&self.page),
            )
        {
            if let ::core::option::Option::Some(value) = &self.page {
                <Page as ::endpoint_runtime::Query>::visit(value, visitor);
            }
        }
    }
}
const _: () = <::endpoint_runtime::query::DistinctKeysCheck<
    {
        ::endpoint_runtime::query::has_distinct_keys(
            <ItemsListRequest as ::endpoint_runtime::Endpoint>::METADATA,
        )
    },
> as ::endpoint_runtime::query::DistinctKeys>::CHECKED;
///A client for the endpoints of [`Items`].
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct ItemsClient(::endpoint_runtime::Client);
impl ItemsClient {
    ///The metadata of the endpoints of [`Items`].
    pub const ENDPOINTS: &'static [&'static ::endpoint_runtime::Metadata] = &[
        <ItemsListRequest as ::endpoint_runtime::Endpoint>::METADATA,
    ];
    #[inline]
    #[allow(unreachable_pub)]
    pub fn list(
        &self,
        request: ItemsListRequest,
    ) -> ::endpoint_runtime::Call<ItemsListRequest> {
        self.0.send(request)
    }
}
impl ::core::convert::From<::endpoint_runtime::Client> for ItemsClient {
    #[inline]
    fn from(client: ::endpoint_runtime::Client) -> Self {
        Self(client)
    }
}
impl ::core::convert::AsRef<::endpoint_runtime::Client> for ItemsClient {
    #[inline]
    fn as_ref(&self) -> &::endpoint_runtime::Client {
        &self.0
    }
}
impl Items for ItemsClient {
    #[inline]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::Some(&self.0)
    }
}
::endpoint_runtime::__server_items! {
    impl ::endpoint_runtime::server::ServerEndpoint for ItemsListRequest {
        #[inline]
        fn decode(
            request: &mut ::endpoint_runtime::server::Decoder<'_>,
        ) -> ::core::option::Option<Self> {
            if let (
                ::core::option::Option::Some(ids),
                ::core::option::Option::Some(kind),
                ::core::option::Option::Some(filter),
                ::core::option::Option::Some(page),
            ) = (
                <u32 as ::endpoint_runtime::request::TextArgument>::decode_joined(
                    request.in_path("ids"),
                    ';',
                ),
                <Kind as ::endpoint_runtime::server::DecodeJsonText>::decode_optional(
                    request.in_query("kind[is]"),
                ),
                <BTreeMap<
                    String,
                    String,
                > as ::endpoint_runtime::request::MapArgument>::decode(
                    request.in_query_map("filter[]"),
                ),
                <Page as ::endpoint_runtime::server::DecodeQuery>::decode_optional(request),
            ) {
                ::core::option::Option::Some(Self { ids, kind, filter, page })
            } else {
                ::core::option::Option::None
            }
        }
        #[inline]
        fn respond(
            result: Result<()>,
        ) -> ::endpoint_runtime::http::Response<::endpoint_runtime::Body> {
            <Result<
                (),
            > as ::endpoint_runtime::server::ServerResult<
                ::endpoint_runtime::response::Json,
            >>::into_response(result, <Self as ::endpoint_runtime::Endpoint>::METADATA)
        }
    }
    ///A `tower::Service` around an implementation of [`Items`].
    #[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
    pub struct ItemsServer(::endpoint_runtime::server::Router);
    impl ItemsServer {
        ///Makes a service of an implementation of [`Items`], which serves all requests.
        #[must_use]
        pub fn new(
            implementation: impl Items + ::core::marker::Send + ::core::marker::Sync + 'static,
        ) -> Self {
            Self::__of(::endpoint_runtime::server::Implementation::shared(implementation))
        }
        ///Makes a service that makes an implementation of [`Items`] for each request, from its head: with the user that a layer around it has found, say. A rejection is the response.
        #[must_use]
        pub fn per_request<
            __Implementation: Items + ::core::marker::Send + ::core::marker::Sync + 'static,
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
            __Implementation: Items + ::core::marker::Send + ::core::marker::Sync + 'static,
        >(
            implementation: ::endpoint_runtime::server::Implementation<__Implementation>,
        ) -> Self {
            let mut routes = ::endpoint_runtime::server::Routes::new();
            #[allow(deprecated)]
            {
                routes.add::<ItemsListRequest, _>(&implementation, Items::list);
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
    impl ::core::convert::From<ItemsServer> for ::endpoint_runtime::server::Routes {
        #[inline]
        fn from(server: ItemsServer) -> Self {
            server.routes()
        }
    }
    impl<
        B: ::endpoint_runtime::server::RequestBody,
    > ::endpoint_runtime::server::Service<::endpoint_runtime::http::Request<B>>
    for ItemsServer {
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
::endpoint_runtime::__schema_items! {
    impl ItemsClient {
        ///The JSON Schemas of the endpoints of [`Items`].
        pub const SCHEMAS: &'static [::endpoint_runtime::schema::EndpointSchemas] = {
            #[allow(unused_imports)]
            use ::endpoint_runtime::schema::NotFromText as _;
            &[
                ::endpoint_runtime::schema::EndpointSchemas {
                    metadata: <ItemsListRequest as ::endpoint_runtime::Endpoint>::METADATA,
                    resource_docs: "",
                    parameters: &[
                        &[
                            ::endpoint_runtime::schema::param::<
                                u32,
                                {
                                    ::endpoint_runtime::schema::FromText::<u32>::IS_IMPLEMENTED
                                },
                            >,
                            ::endpoint_runtime::schema::json::<
                                Kind,
                                {
                                    ::endpoint_runtime::schema::FromText::<Kind>::IS_IMPLEMENTED
                                },
                            >,
                            ::endpoint_runtime::schema::param::<
                                <BTreeMap<
                                    String,
                                    String,
                                > as ::endpoint_runtime::request::MapArgument>::Value,
                                {
                                    ::endpoint_runtime::schema::FromText::<
                                        <BTreeMap<
                                            String,
                                            String,
                                        > as ::endpoint_runtime::request::MapArgument>::Value,
                                    >::IS_IMPLEMENTED
                                },
                            >,
                        ],
                        <Page as ::endpoint_runtime::schema::QuerySchema>::SCHEMAS,
                    ],
                    response: <Result<
                        (),
                    > as ::endpoint_runtime::schema::ResultSchema<
                        ::endpoint_runtime::response::Json,
                    >>::RESPONSE,
                    error: <Result<
                        (),
                    > as ::endpoint_runtime::schema::ResultSchema<
                        ::endpoint_runtime::response::Json,
                    >>::ERROR,
                },
            ]
        };
    }
}
