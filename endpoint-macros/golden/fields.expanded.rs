pub(crate) trait Fields: Send {
    /// Changes a profile.
    fn update(
        &self,
        request: FieldsUpdateRequest,
    ) -> impl ::core::future::Future<
        Output = crate::Result<Profile>,
    > + ::core::marker::Send {
        crate::rt::__private::answer(<Self as Fields>::__client(self), request)
    }
    fn picture(
        &self,
        request: Picture,
    ) -> impl ::core::future::Future<Output = crate::Result<()>> + ::core::marker::Send {
        crate::rt::__private::answer(<Self as Fields>::__client(self), request)
    }
    #[doc(hidden)]
    fn __client(&self) -> ::core::option::Option<&crate::rt::Client> {
        ::core::option::Option::None
    }
}
///The request of [`Fields::update`]: `PATCH /profiles/<id>`.
#[allow(dead_code, unreachable_pub)]
pub(crate) type UpdateRequest = FieldsUpdateRequest;
///The request of [`Fields::update`]: `PATCH /profiles/<id>`.
#[::core::prelude::v1::derive(::core::clone::Clone, PartialEq)]
#[non_exhaustive]
pub(crate) struct FieldsUpdateRequest {
    ///The path parameter `id`.
    ///
    ///See [`Id`].
    pub id: Id,
    ///The body field `displayName`.
    pub display_name: String,
    ///The body field `isAdmin`.
    pub is_admin: bool,
    ///The body field `nick`.
    pub nick_name: Option<Option<String>>,
    ///The body field `secretWord`.
    pub secret_word: Option<std::string::String>,
    ///The body field `tags`.
    pub tags: Vec<String>,
}
impl FieldsUpdateRequest {
    ///Makes a request with the required values, and without optional ones.
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        id: impl crate::rt::setter::IntoRequired<Id>,
        display_name: impl ::core::convert::Into<String>,
        is_admin: bool,
        tags: impl crate::rt::setter::IntoRequired<Vec<String>>,
    ) -> Self {
        Self {
            id: crate::rt::setter::IntoRequired::into_required(id),
            display_name: ::core::convert::Into::into(display_name),
            is_admin: is_admin,
            nick_name: ::core::option::Option::None,
            secret_word: ::core::option::Option::None,
            tags: crate::rt::setter::IntoRequired::into_required(tags),
        }
    }
    ///The body field `nick`.
    #[must_use]
    pub fn nick_name<__Form>(
        mut self,
        value: impl crate::rt::setter::IntoOptional<String, __Form>,
    ) -> Self {
        self.nick_name = ::core::option::Option::map(
            crate::rt::setter::IntoOptional::into_optional(value),
            ::core::option::Option::Some,
        );
        self
    }
    ///Sends `nick_name` as null.
    #[inline]
    #[must_use]
    pub fn nick_name_null(mut self) -> Self {
        self.nick_name = ::core::option::Option::Some(::core::option::Option::None);
        self
    }
    ///The body field `secretWord`.
    #[must_use]
    pub fn secret_word<__Form>(
        mut self,
        value: impl crate::rt::setter::IntoOptional<std::string::String, __Form>,
    ) -> Self {
        self.secret_word = crate::rt::setter::IntoOptional::into_optional(value);
        self
    }
}
impl ::core::fmt::Debug for FieldsUpdateRequest {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        crate::rt::request::debug_arguments(
            f,
            "UpdateRequest",
            &|visitor| crate::rt::Endpoint::visit(self, visitor),
        )
    }
}
impl crate::rt::Endpoint for FieldsUpdateRequest {
    const METADATA: &'static crate::rt::Metadata = &crate::rt::Metadata {
        id: "fields_update",
        resource: "fields",
        name: "update",
        request: ::core::concat!(::core::module_path!(), "::UpdateRequest"),
        method: crate::rt::metadata::Method::Patch,
        template: "/profiles/<id>",
        literals: &["/profiles/", ""],
        arguments: crate::rt::metadata::ParameterTexts {
            letters: "PFFff!F",
            texts: &[
                "id",
                "id",
                "",
                "display_name",
                "displayName",
                "",
                "is_admin",
                "isAdmin",
                "",
                "nick_name",
                "nick",
                "",
                "secret_word",
                "secretWord",
                "",
                "tags",
                "tags",
                "",
            ],
        },
        docs: "Changes a profile.",
        body: crate::rt::metadata::BodyFormat::Json,
        response: crate::rt::__private::response::<FieldsUpdateRequest>(),
        ..crate::rt::__private::METADATA
    };
    type Format = crate::rt::response::Json;
    type Result = crate::Result<Profile>;
    #[inline]
    fn visit(&self, visitor: &mut crate::rt::request::ArgumentVisitor<'_, '_>) {
        visitor
            .path(
                &[<Id as crate::rt::request::TextArgument>::path(&self.id, "id", false)],
            );
        visitor.json_object();
        <String as crate::rt::request::JsonArgument>::visit(
            &self.display_name,
            visitor,
            "display_name",
            "displayName",
            false,
        );
        <bool as crate::rt::request::JsonArgument>::visit(
            &self.is_admin,
            visitor,
            "is_admin",
            "isAdmin",
            false,
        );
        <String as crate::rt::request::JsonArgument>::visit_nullable(
            &self.nick_name,
            visitor,
            "nick_name",
            "nick",
            false,
        );
        <std::string::String as crate::rt::request::JsonArgument>::visit_optional(
            &self.secret_word,
            visitor,
            "secret_word",
            "secretWord",
            true,
        );
        <Vec<
            String,
        > as crate::rt::request::JsonArgument>::visit(
            &self.tags,
            visitor,
            "tags",
            "tags",
            false,
        );
    }
}
///The request of [`Fields::picture`]: `PUT /profiles/<id>/picture`.
#[::core::prelude::v1::derive(::core::clone::Clone, PartialEq)]
#[non_exhaustive]
pub(crate) struct Picture {
    ///The path parameter `id`.
    ///
    ///See [`Id`].
    pub id: Id,
    ///The body.
    ///
    ///See [`Image`].
    pub picture: Image,
}
impl Picture {
    ///Makes a request with the required values, and without optional ones.
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        id: impl crate::rt::setter::IntoRequired<Id>,
        picture: impl crate::rt::setter::IntoRequired<Image>,
    ) -> Self {
        Self {
            id: crate::rt::setter::IntoRequired::into_required(id),
            picture: crate::rt::setter::IntoRequired::into_required(picture),
        }
    }
}
impl ::core::fmt::Debug for Picture {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        crate::rt::request::debug_arguments(
            f,
            "Picture",
            &|visitor| crate::rt::Endpoint::visit(self, visitor),
        )
    }
}
impl crate::rt::Endpoint for Picture {
    const METADATA: &'static crate::rt::Metadata = &crate::rt::Metadata {
        id: "fields_picture",
        resource: "fields",
        name: "picture",
        request: ::core::concat!(::core::module_path!(), "::Picture"),
        method: crate::rt::metadata::Method::Put,
        template: "/profiles/<id>/picture",
        literals: &["/profiles/", "/picture"],
        arguments: crate::rt::metadata::ParameterTexts {
            letters: "PB",
            texts: &["id", "id", "", "picture", "picture", ""],
        },
        docs: "",
        body: crate::rt::metadata::BodyFormat::Json,
        response: crate::rt::__private::response::<Picture>(),
        idempotent: true,
        ..crate::rt::__private::METADATA
    };
    type Format = crate::rt::response::Json;
    type Result = crate::Result<()>;
    #[inline]
    fn visit(&self, visitor: &mut crate::rt::request::ArgumentVisitor<'_, '_>) {
        visitor
            .path(
                &[<Id as crate::rt::request::TextArgument>::path(&self.id, "id", false)],
            );
        if let ::core::option::Option::Some(request) = visitor
            .argument(
                "picture",
                <Image as crate::rt::debug::DebugField>::as_debug(&self.picture),
            )
        {
            <Image as crate::rt::body::JsonBody>::write(
                &self.picture,
                "picture",
                request,
            );
        }
    }
}
///A client for the endpoints of [`Fields`].
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
pub(crate) struct FieldsClient(crate::rt::Client);
impl FieldsClient {
    ///The metadata of the endpoints of [`Fields`].
    pub const ENDPOINTS: &'static [&'static crate::rt::Metadata] = &[
        <FieldsUpdateRequest as crate::rt::Endpoint>::METADATA,
        <Picture as crate::rt::Endpoint>::METADATA,
    ];
    /// Changes a profile.
    #[inline]
    #[allow(unreachable_pub)]
    pub fn update(
        &self,
        request: FieldsUpdateRequest,
    ) -> crate::rt::Call<FieldsUpdateRequest> {
        self.0.send(request)
    }
    #[inline]
    #[allow(unreachable_pub)]
    pub fn picture(&self, request: Picture) -> crate::rt::Call<Picture> {
        self.0.send(request)
    }
}
impl ::core::convert::From<crate::rt::Client> for FieldsClient {
    #[inline]
    fn from(client: crate::rt::Client) -> Self {
        Self(client)
    }
}
impl ::core::convert::AsRef<crate::rt::Client> for FieldsClient {
    #[inline]
    fn as_ref(&self) -> &crate::rt::Client {
        &self.0
    }
}
impl Fields for FieldsClient {
    #[inline]
    fn __client(&self) -> ::core::option::Option<&crate::rt::Client> {
        ::core::option::Option::Some(&self.0)
    }
}
crate::rt::__server_items! {
    impl crate::rt::server::ServerEndpoint for FieldsUpdateRequest {
        #[inline]
        fn decode(
            request: &mut crate::rt::server::Decoder<'_>,
        ) -> ::core::option::Option<Self> {
            if let (
                ::core::option::Option::Some(id),
                ::core::option::Option::Some(display_name),
                ::core::option::Option::Some(is_admin),
                ::core::option::Option::Some(nick_name),
                ::core::option::Option::Some(secret_word),
                ::core::option::Option::Some(tags),
            ) = (
                <Id as crate::rt::request::TextArgument>::decode(request.in_path("id")),
                <String as crate::rt::server::DecodeField>::required(request, "displayName"),
                <bool as crate::rt::server::DecodeField>::required(request, "isAdmin"),
                <String as crate::rt::server::DecodeField>::nullable(request, "nick"),
                <std::string::String as crate::rt::server::DecodeField>::optional(
                    request,
                    "secretWord",
                ),
                <Vec<String> as crate::rt::server::DecodeField>::required(request, "tags"),
            ) {
                ::core::option::Option::Some(Self {
                    id,
                    display_name,
                    is_admin,
                    nick_name,
                    secret_word,
                    tags,
                })
            } else {
                ::core::option::Option::None
            }
        }
        #[inline]
        fn respond(
            result: crate::Result<Profile>,
        ) -> crate::rt::http::Response<crate::rt::Body> {
            <crate::Result<
                Profile,
            > as crate::rt::server::ServerResult<
                crate::rt::response::Json,
            >>::into_response(result, <Self as crate::rt::Endpoint>::METADATA)
        }
    }
    impl crate::rt::server::ServerEndpoint for Picture {
        #[inline]
        fn decode(
            request: &mut crate::rt::server::Decoder<'_>,
        ) -> ::core::option::Option<Self> {
            if let (
                ::core::option::Option::Some(id),
                ::core::option::Option::Some(picture),
            ) = (
                <Id as crate::rt::request::TextArgument>::decode(request.in_path("id")),
                <Image as crate::rt::server::DecodeBody<
                    crate::rt::server::JsonBody,
                >>::required(request),
            ) {
                ::core::option::Option::Some(Self { id, picture })
            } else {
                ::core::option::Option::None
            }
        }
        #[inline]
        fn respond(result: crate::Result<()>) -> crate::rt::http::Response<crate::rt::Body> {
            <crate::Result<
                (),
            > as crate::rt::server::ServerResult<
                crate::rt::response::Json,
            >>::into_response(result, <Self as crate::rt::Endpoint>::METADATA)
        }
    }
    ///A `tower::Service` around an implementation of [`Fields`].
    #[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
    pub(crate) struct FieldsServer(crate::rt::server::Router);
    impl FieldsServer {
        ///Makes a service of an implementation of [`Fields`], which serves all requests.
        #[must_use]
        pub fn new(
            implementation: impl Fields + ::core::marker::Send + ::core::marker::Sync + 'static,
        ) -> Self {
            Self::__of(crate::rt::server::Implementation::shared(implementation))
        }
        ///Makes a service that makes an implementation of [`Fields`] for each request, from its head: with the user that a layer around it has found, say. A rejection is the response.
        #[must_use]
        pub fn per_request<
            __Implementation: Fields + ::core::marker::Send + ::core::marker::Sync + 'static,
        >(
            make: impl ::core::ops::Fn(
                crate::rt::server::RequestHead<'_>,
            ) -> ::core::result::Result<
                    __Implementation,
                    crate::rt::server::Rejection,
                > + ::core::marker::Send + ::core::marker::Sync + 'static,
        ) -> Self {
            Self::__of(crate::rt::server::Implementation::per_request(make))
        }
        fn __of<
            __Implementation: Fields + ::core::marker::Send + ::core::marker::Sync + 'static,
        >(implementation: crate::rt::server::Implementation<__Implementation>) -> Self {
            let mut routes = crate::rt::server::Routes::new();
            #[allow(deprecated)]
            {
                routes.add::<FieldsUpdateRequest, _>(&implementation, Fields::update);
                routes.add::<Picture, _>(&implementation, Fields::picture);
            }
            Self(crate::rt::server::Router::of_trait(routes))
        }
        /// Returns the routes, which can be merged with those of other traits.
        #[inline]
        #[must_use]
        pub fn routes(&self) -> crate::rt::server::Routes {
            self.0.routes()
        }
    }
    impl ::core::convert::From<FieldsServer> for crate::rt::server::Routes {
        #[inline]
        fn from(server: FieldsServer) -> Self {
            server.routes()
        }
    }
    impl<
        B: crate::rt::server::RequestBody,
    > crate::rt::server::Service<crate::rt::http::Request<B>> for FieldsServer {
        type Response = crate::rt::http::Response<crate::rt::Body>;
        type Error = ::core::convert::Infallible;
        type Future = crate::rt::server::ResponseFuture;
        #[inline]
        fn poll_ready(
            &mut self,
            _context: &mut ::core::task::Context<'_>,
        ) -> ::core::task::Poll<::core::result::Result<(), Self::Error>> {
            ::core::task::Poll::Ready(::core::result::Result::Ok(()))
        }
        fn call(&mut self, request: crate::rt::http::Request<B>) -> Self::Future {
            self.0.serve(request)
        }
    }
}
