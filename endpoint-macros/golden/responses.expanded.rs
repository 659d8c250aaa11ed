#[automatically_derived]
impl ::endpoint_runtime::response::Decode<::endpoint_runtime::response::Json>
for Created {
    const RESPONSE: ::endpoint_runtime::metadata::ResponseMetadata = <Parcel as ::endpoint_runtime::response::Decode<
        ::endpoint_runtime::response::Json,
    >>::RESPONSE
        .with_headers(
            &::endpoint_runtime::__private::parameters::<
                2usize,
            >(::endpoint_runtime::metadata::ParameterTexts {
                letters: "Hh",
                texts: &[
                    "location",
                    "Location",
                    "The URL of the parcel.",
                    "retry_after",
                    "Retry-After",
                    "",
                ],
            }),
        );
    #[inline]
    fn decode(
        response: &::endpoint_runtime::http::Response<::endpoint_runtime::Bytes>,
    ) -> ::core::result::Result<Self, ::endpoint_runtime::DecodeError> {
        ::core::result::Result::Ok(Self {
            location: <String as ::endpoint_runtime::response::ResponseHeader>::read(
                response.headers(),
                "location",
            )?,
            retry_after: <u64 as ::endpoint_runtime::response::ResponseHeader>::read_optional(
                response.headers(),
                "retry-after",
            )?,
            parcel: <Parcel as ::endpoint_runtime::response::Decode<
                ::endpoint_runtime::response::Json,
            >>::decode(response)?,
        })
    }
}
::endpoint_runtime::__server_items! {
    #[automatically_derived]
    impl ::endpoint_runtime::server::EncodeResponse<::endpoint_runtime::response::Json>
    for Created {
        #[inline]
        fn into_response(
            self,
        ) -> ::core::result::Result<
            ::endpoint_runtime::http::Response<::endpoint_runtime::Body>,
            ::endpoint_runtime::server::Rejection,
        > {
            let mut response = <Parcel as ::endpoint_runtime::server::EncodeResponse<
                ::endpoint_runtime::response::Json,
            >>::into_response(self.parcel)?;
            <String as ::endpoint_runtime::response::ResponseHeader>::write(
                &self.location,
                const { ::endpoint_runtime::http::HeaderName::from_static("location") },
                &mut response,
            )?;
            <u64 as ::endpoint_runtime::response::ResponseHeader>::write_optional(
                &self.retry_after,
                const { ::endpoint_runtime::http::HeaderName::from_static("retry-after") },
                &mut response,
            )?;
            ::core::result::Result::Ok(response)
        }
    }
}
::endpoint_runtime::__schema_items! {
    #[automatically_derived]
    impl ::endpoint_runtime::schema::ResponseSchema<::endpoint_runtime::response::Json>
    for Created {
        const BODY: ::core::option::Option<::endpoint_runtime::schema::SchemaFn> = <Parcel as ::endpoint_runtime::schema::ResponseSchema<
            ::endpoint_runtime::response::Json,
        >>::BODY;
        const HEADERS: &'static [::endpoint_runtime::schema::SchemaFn] = &[
            ::endpoint_runtime::schema::param::<String, false>,
            ::endpoint_runtime::schema::param::<u64, false>,
        ];
    }
}
#[automatically_derived]
impl ::endpoint_runtime::response::WithoutBody for Deleted {}
#[automatically_derived]
impl ::endpoint_runtime::response::Decode<::endpoint_runtime::response::Json>
for Deleted {
    const RESPONSE: ::endpoint_runtime::metadata::ResponseMetadata = <() as ::endpoint_runtime::response::Decode<
        ::endpoint_runtime::response::Json,
    >>::RESPONSE
        .with_headers(
            &::endpoint_runtime::__private::parameters::<
                1usize,
            >(::endpoint_runtime::metadata::ParameterTexts {
                letters: "H",
                texts: &["etag", "ETag", ""],
            }),
        );
    #[inline]
    fn decode(
        response: &::endpoint_runtime::http::Response<::endpoint_runtime::Bytes>,
    ) -> ::core::result::Result<Self, ::endpoint_runtime::DecodeError> {
        ::core::result::Result::Ok(Self {
            etag: <ETag as ::endpoint_runtime::response::ResponseHeader>::read(
                response.headers(),
                "etag",
            )?,
        })
    }
}
pub trait Parcels {
    fn create(
        &self,
        request: ParcelsCreateRequest,
    ) -> impl ::core::future::Future<Output = Result<Created>> + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(<Self as Parcels>::__client(self), request)
    }
    fn label(
        &self,
        request: ParcelsLabelRequest,
    ) -> impl ::core::future::Future<Output = Result<Bytes>> + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(<Self as Parcels>::__client(self), request)
    }
    #[doc(hidden)]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::None
    }
}
///The request of [`Parcels::create`]: `POST /parcels`.
#[allow(dead_code, unreachable_pub)]
pub type CreateRequest = ParcelsCreateRequest;
///The request of [`Parcels::create`]: `POST /parcels`.
#[::core::prelude::v1::derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct ParcelsCreateRequest {
    ///The body field `grams`.
    pub grams: u32,
}
impl ParcelsCreateRequest {
    ///Makes a request with the required values, and without optional ones.
    #[inline]
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new(grams: u32) -> Self {
        Self { grams: grams }
    }
}
impl ::core::fmt::Debug for ParcelsCreateRequest {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "CreateRequest",
            &|visitor| ::endpoint_runtime::Endpoint::visit(self, visitor),
        )
    }
}
impl ::endpoint_runtime::Endpoint for ParcelsCreateRequest {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "parcels_create",
        resource: "parcels",
        name: "create",
        request: ::core::concat!(::core::module_path!(), "::CreateRequest"),
        method: ::endpoint_runtime::metadata::Method::Post,
        template: "/parcels",
        literals: &["/parcels"],
        arguments: ::endpoint_runtime::metadata::ParameterTexts {
            letters: "F",
            texts: &["grams", "grams", ""],
        },
        docs: "",
        body: ::endpoint_runtime::metadata::BodyFormat::Json,
        response: ::endpoint_runtime::__private::response::<ParcelsCreateRequest>()
            .with_status(201u16),
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Json;
    type Result = Result<Created>;
    #[inline]
    fn visit(&self, visitor: &mut ::endpoint_runtime::request::ArgumentVisitor<'_, '_>) {
        visitor.path(&[]);
        visitor.json_object();
        <u32 as ::endpoint_runtime::request::JsonArgument>::visit(
            &self.grams,
            visitor,
            "grams",
            "grams",
            false,
        );
    }
}
///The request of [`Parcels::label`]: `PUT /parcels/<id>/label`.
#[allow(dead_code, unreachable_pub)]
pub type LabelRequest = ParcelsLabelRequest;
///The request of [`Parcels::label`]: `PUT /parcels/<id>/label`.
#[::core::prelude::v1::derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct ParcelsLabelRequest {
    ///The path parameter `id`.
    pub id: u64,
    ///The body.
    ///
    ///See [`Bytes`].
    pub label: Bytes,
}
impl ParcelsLabelRequest {
    ///Makes a request with the required values, and without optional ones.
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        id: u64,
        label: impl ::endpoint_runtime::setter::IntoRequired<Bytes>,
    ) -> Self {
        Self {
            id: id,
            label: ::endpoint_runtime::setter::IntoRequired::into_required(label),
        }
    }
}
impl ::core::fmt::Debug for ParcelsLabelRequest {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "LabelRequest",
            &|visitor| ::endpoint_runtime::Endpoint::visit(self, visitor),
        )
    }
}
impl ::endpoint_runtime::Endpoint for ParcelsLabelRequest {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "parcels_label",
        resource: "parcels",
        name: "label",
        request: ::core::concat!(::core::module_path!(), "::LabelRequest"),
        method: ::endpoint_runtime::metadata::Method::Put,
        template: "/parcels/<id>/label",
        literals: &["/parcels/", "/label"],
        arguments: ::endpoint_runtime::metadata::ParameterTexts {
            letters: "PB",
            texts: &["id", "id", "", "label", "label", ""],
        },
        docs: "",
        body: ::endpoint_runtime::metadata::BodyFormat::Bytes,
        body_type: ::core::option::Option::Some("application/pdf"),
        response: ::endpoint_runtime::__private::response::<ParcelsLabelRequest>()
            .with_content_type("application/pdf"),
        idempotent: true,
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
                        &self.id,
                        "id",
                        false,
                    ),
                ],
            );
        if let ::core::option::Option::Some(request) = visitor
            .argument(
                "label",
                <Bytes as ::endpoint_runtime::debug::DebugField>::as_debug(&self.label),
            )
        {
            <Bytes as ::endpoint_runtime::body::BytesBody>::write(&self.label, request);
        }
    }
}
///A client for the endpoints of [`Parcels`].
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct ParcelsClient(::endpoint_runtime::Client);
impl ParcelsClient {
    ///The metadata of the endpoints of [`Parcels`].
    pub const ENDPOINTS: &'static [&'static ::endpoint_runtime::Metadata] = &[
        <ParcelsCreateRequest as ::endpoint_runtime::Endpoint>::METADATA,
        <ParcelsLabelRequest as ::endpoint_runtime::Endpoint>::METADATA,
    ];
    #[inline]
    #[allow(unreachable_pub)]
    pub fn create(
        &self,
        request: ParcelsCreateRequest,
    ) -> ::endpoint_runtime::Call<ParcelsCreateRequest> {
        self.0.send(request)
    }
    #[inline]
    #[allow(unreachable_pub)]
    pub fn label(
        &self,
        request: ParcelsLabelRequest,
    ) -> ::endpoint_runtime::Call<ParcelsLabelRequest> {
        self.0.send(request)
    }
}
impl ::core::convert::From<::endpoint_runtime::Client> for ParcelsClient {
    #[inline]
    fn from(client: ::endpoint_runtime::Client) -> Self {
        Self(client)
    }
}
impl ::core::convert::AsRef<::endpoint_runtime::Client> for ParcelsClient {
    #[inline]
    fn as_ref(&self) -> &::endpoint_runtime::Client {
        &self.0
    }
}
impl Parcels for ParcelsClient {
    #[inline]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::Some(&self.0)
    }
}
