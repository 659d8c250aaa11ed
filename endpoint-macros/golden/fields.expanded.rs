pub(crate) trait Fields: Send {
    /// Changes a profile.
    fn update(
        &self,
        request: UpdateRequest,
    ) -> impl ::core::future::Future<
        Output = crate::Result<Profile>,
    > + ::core::marker::Send {
        crate::rt::__private::answer(Self::__client(self), request)
    }
    fn picture(
        &self,
        request: Picture,
    ) -> impl ::core::future::Future<Output = crate::Result<()>> + ::core::marker::Send {
        crate::rt::__private::answer(Self::__client(self), request)
    }
    #[doc(hidden)]
    fn __client(&self) -> ::core::option::Option<&crate::rt::Client> {
        ::core::option::Option::None
    }
}
///The request of [`Fields::update`]: `PATCH /profiles/<id>`.
#[::core::prelude::v1::derive(::core::clone::Clone, PartialEq)]
#[non_exhaustive]
pub(crate) struct UpdateRequest {
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
impl UpdateRequest {
    ///Makes a request with the required values, and without optional ones.
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        id: impl ::core::convert::Into<Id>,
        display_name: impl ::core::convert::Into<String>,
        is_admin: bool,
        tags: impl ::core::convert::Into<Vec<String>>,
    ) -> Self {
        Self {
            id: ::core::convert::Into::into(id),
            display_name: ::core::convert::Into::into(display_name),
            is_admin: is_admin,
            nick_name: ::core::option::Option::None,
            secret_word: ::core::option::Option::None,
            tags: ::core::convert::Into::into(tags),
        }
    }
    ///The body field `nick`.
    #[must_use]
    pub fn nick_name<Form>(
        mut self,
        value: impl crate::rt::setter::IntoOptional<String, Form>,
    ) -> Self {
        self.nick_name = ::core::option::Option::map(
            crate::rt::setter::IntoOptional::into_optional(value),
            ::core::option::Option::Some,
        );
        self
    }
    ///Sends `nick_name` as null.
    #[must_use]
    pub fn nick_name_null(mut self) -> Self {
        self.nick_name = ::core::option::Option::Some(::core::option::Option::None);
        self
    }
    ///The body field `secretWord`.
    #[must_use]
    pub fn secret_word<Form>(
        mut self,
        value: impl crate::rt::setter::IntoOptional<std::string::String, Form>,
    ) -> Self {
        self.secret_word = crate::rt::setter::IntoOptional::into_optional(value);
        self
    }
}
impl ::core::fmt::Debug for UpdateRequest {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        crate::rt::debug::debug_struct(
            f,
            "UpdateRequest",
            &["id", "display_name", "is_admin", "nick_name", "secret_word", "tags"],
            &[
                <Id as crate::rt::debug::DebugField>::as_debug(&self.id),
                <String as crate::rt::debug::DebugField>::as_debug(&self.display_name),
                <bool as crate::rt::debug::DebugField>::as_debug(&self.is_admin),
                <Option<
                    Option<String>,
                > as crate::rt::debug::DebugField>::as_debug(&self.nick_name),
                crate::rt::debug::redacted(&self.secret_word),
                <Vec<String> as crate::rt::debug::DebugField>::as_debug(&self.tags),
            ],
        )
    }
}
impl crate::rt::Endpoint for UpdateRequest {
    const METADATA: &'static crate::rt::Metadata = &crate::rt::Metadata {
        id: "fields_update",
        resource: "fields",
        name: "update",
        request: ::core::concat!(::core::module_path!(), "::UpdateRequest"),
        method: crate::rt::metadata::Method::Patch,
        template: "/profiles/<id>",
        literals: &["/profiles/", ""],
        parameters: &[
            &[
                crate::rt::metadata::Parameter {
                    name: "id",
                    wire_name: "id",
                    location: crate::rt::metadata::ParameterLocation::Path,
                    required: true,
                    repeated: false,
                    sensitive: false,
                    docs: "",
                },
                crate::rt::metadata::Parameter {
                    name: "display_name",
                    wire_name: "displayName",
                    location: crate::rt::metadata::ParameterLocation::Field,
                    required: true,
                    repeated: false,
                    sensitive: false,
                    docs: "",
                },
                crate::rt::metadata::Parameter {
                    name: "is_admin",
                    wire_name: "isAdmin",
                    location: crate::rt::metadata::ParameterLocation::Field,
                    required: true,
                    repeated: false,
                    sensitive: false,
                    docs: "",
                },
                crate::rt::metadata::Parameter {
                    name: "nick_name",
                    wire_name: "nick",
                    location: crate::rt::metadata::ParameterLocation::Field,
                    required: false,
                    repeated: false,
                    sensitive: false,
                    docs: "",
                },
                crate::rt::metadata::Parameter {
                    name: "secret_word",
                    wire_name: "secretWord",
                    location: crate::rt::metadata::ParameterLocation::Field,
                    required: false,
                    repeated: false,
                    sensitive: true,
                    docs: "",
                },
                crate::rt::metadata::Parameter {
                    name: "tags",
                    wire_name: "tags",
                    location: crate::rt::metadata::ParameterLocation::Field,
                    required: true,
                    repeated: false,
                    sensitive: false,
                    docs: "",
                },
            ],
        ],
        docs: "Changes a profile.",
        body: crate::rt::metadata::BodyFormat::Json,
        ..crate::rt::__private::METADATA
    };
    type Format = crate::rt::response::Json;
    type Result = crate::Result<Profile>;
    fn encode(&self, request: &mut crate::rt::request::Encoder<'_>) {
        request
            .path(
                &[
                    crate::rt::path::PathValue::new(
                        "id",
                        <Id as crate::rt::Param>::to_text(&self.id),
                    ),
                ],
            );
        let object = request.json_object();
        <String as crate::rt::body::JsonField>::write(
            &self.display_name,
            "displayName",
            false,
            object,
        );
        <bool as crate::rt::body::JsonField>::write(
            &self.is_admin,
            "isAdmin",
            false,
            object,
        );
        if let ::core::option::Option::Some(value) = &self.nick_name {
            <String as crate::rt::body::JsonField>::write_nullable(
                value,
                "nick",
                false,
                object,
            );
        }
        <std::string::String as crate::rt::body::JsonField>::write_optional(
            &self.secret_word,
            "secretWord",
            true,
            object,
        );
        <Vec<
            String,
        > as crate::rt::body::JsonField>::write(&self.tags, "tags", false, object);
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
        id: impl ::core::convert::Into<Id>,
        picture: impl ::core::convert::Into<Image>,
    ) -> Self {
        Self {
            id: ::core::convert::Into::into(id),
            picture: ::core::convert::Into::into(picture),
        }
    }
}
impl ::core::fmt::Debug for Picture {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        crate::rt::debug::debug_struct(
            f,
            "Picture",
            &["id", "picture"],
            &[
                <Id as crate::rt::debug::DebugField>::as_debug(&self.id),
                <Image as crate::rt::debug::DebugField>::as_debug(&self.picture),
            ],
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
        parameters: &[
            &[
                crate::rt::metadata::Parameter {
                    name: "id",
                    wire_name: "id",
                    location: crate::rt::metadata::ParameterLocation::Path,
                    required: true,
                    repeated: false,
                    sensitive: false,
                    docs: "",
                },
                crate::rt::metadata::Parameter {
                    name: "picture",
                    wire_name: "picture",
                    location: crate::rt::metadata::ParameterLocation::Body,
                    required: true,
                    repeated: false,
                    sensitive: false,
                    docs: "",
                },
            ],
        ],
        docs: "",
        body: crate::rt::metadata::BodyFormat::Json,
        idempotent: true,
        ..crate::rt::__private::METADATA
    };
    type Format = crate::rt::response::Json;
    type Result = crate::Result<()>;
    fn encode(&self, request: &mut crate::rt::request::Encoder<'_>) {
        request
            .path(
                &[
                    crate::rt::path::PathValue::new(
                        "id",
                        <Id as crate::rt::Param>::to_text(&self.id),
                    ),
                ],
            );
        <Image as crate::rt::body::JsonBody>::write(&self.picture, "picture", request);
    }
}
///A client for the endpoints of [`Fields`].
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
pub(crate) struct FieldsClient(crate::rt::Client);
impl FieldsClient {
    ///The metadata of the endpoints of [`Fields`].
    pub const ENDPOINTS: &'static [&'static crate::rt::Metadata] = &[
        <UpdateRequest as crate::rt::Endpoint>::METADATA,
        <Picture as crate::rt::Endpoint>::METADATA,
    ];
    /// Changes a profile.
    #[allow(unreachable_pub)]
    pub fn update(&self, request: UpdateRequest) -> crate::rt::Call<UpdateRequest> {
        self.0.send(request)
    }
    #[allow(unreachable_pub)]
    pub fn picture(&self, request: Picture) -> crate::rt::Call<Picture> {
        self.0.send(request)
    }
}
impl ::core::convert::From<crate::rt::Client> for FieldsClient {
    fn from(client: crate::rt::Client) -> Self {
        Self(client)
    }
}
impl ::core::convert::AsRef<crate::rt::Client> for FieldsClient {
    fn as_ref(&self) -> &crate::rt::Client {
        &self.0
    }
}
impl Fields for FieldsClient {
    fn __client(&self) -> ::core::option::Option<&crate::rt::Client> {
        ::core::option::Option::Some(&self.0)
    }
}
crate::rt::__server_items! {
    impl crate::rt::server::ServerEndpoint for UpdateRequest {
        fn decode(
            request: &mut crate::rt::server::Decoder<'_>,
        ) -> ::core::result::Result<Self, crate::rt::server::Rejection> {
            ::core::result::Result::Ok(Self {
                id: request.path("id", <Id as crate::rt::Param>::from_text)?,
                display_name: <String as crate::rt::server::DecodeField>::required(
                    request,
                    "displayName",
                )?,
                is_admin: <bool as crate::rt::server::DecodeField>::required(
                    request,
                    "isAdmin",
                )?,
                nick_name: <String as crate::rt::server::DecodeField>::nullable(
                    request,
                    "nick",
                )?,
                secret_word: <std::string::String as crate::rt::server::DecodeField>::optional(
                    request,
                    "secretWord",
                )?,
                tags: <Vec<
                    String,
                > as crate::rt::server::DecodeField>::required(request, "tags")?,
            })
        }
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
        fn decode(
            request: &mut crate::rt::server::Decoder<'_>,
        ) -> ::core::result::Result<Self, crate::rt::server::Rejection> {
            ::core::result::Result::Ok(Self {
                id: request.path("id", <Id as crate::rt::Param>::from_text)?,
                picture: <Image as crate::rt::server::DecodeBody<
                    crate::rt::server::JsonBody,
                >>::required(request)?,
            })
        }
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
        ///Makes a service of an implementation of [`Fields`].
        #[must_use]
        pub fn new<T>(implementation: T) -> Self
        where
            T: Fields + ::core::marker::Send + ::core::marker::Sync + 'static,
        {
            let implementation = ::std::sync::Arc::new(implementation);
            let mut routes = crate::rt::server::Routes::new();
            #[allow(deprecated)]
            {
                routes
                    .add::<
                        UpdateRequest,
                        T,
                        _,
                        _,
                    >(
                        &implementation,
                        |implementation, request| async move {
                            <T as Fields>::update(&*implementation, request).await
                        },
                    );
                routes
                    .add::<
                        Picture,
                        T,
                        _,
                        _,
                    >(
                        &implementation,
                        |implementation, request| async move {
                            <T as Fields>::picture(&*implementation, request).await
                        },
                    );
            }
            Self(crate::rt::server::Router::of_trait(routes))
        }
        /// Returns the routes, which can be merged with those of other traits.
        #[must_use]
        pub fn routes(&self) -> crate::rt::server::Routes {
            self.0.routes()
        }
    }
    impl ::core::convert::From<FieldsServer> for crate::rt::server::Routes {
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
