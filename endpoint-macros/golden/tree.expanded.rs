impl Acme {
    ///Returns the clients of [`People`].
    #[inline]
    #[must_use]
    #[allow(unreachable_pub)]
    pub fn people(&self) -> People {
        ::endpoint_runtime::__private::next_step(self)
    }
    ///Returns the clients of [`Files`].
    #[cfg(feature = "files")]
    #[inline]
    #[must_use]
    #[allow(unreachable_pub)]
    pub fn files(&self) -> Files {
        ::endpoint_runtime::__private::next_step(self)
    }
}
/// The people at Acme.
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct People(::endpoint_runtime::Client);
impl ::core::convert::From<::endpoint_runtime::Client> for People {
    #[inline]
    fn from(client: ::endpoint_runtime::Client) -> Self {
        Self(client)
    }
}
impl ::core::convert::AsRef<::endpoint_runtime::Client> for People {
    #[inline]
    fn as_ref(&self) -> &::endpoint_runtime::Client {
        &self.0
    }
}
impl People {
    ///Returns the client of [`Teams`](teams::Teams).
    #[inline]
    #[must_use]
    #[allow(unreachable_pub)]
    pub fn teams(&self) -> teams::TeamsClient {
        ::endpoint_runtime::__private::next_step(self)
    }
}
impl teams::TeamsClient {
    ///Returns the client of [`Members`](teams::members::Members).
    #[cfg(feature = "members")]
    #[inline]
    #[must_use]
    #[allow(unreachable_pub)]
    pub fn members(&self) -> teams::members::MembersClient {
        ::endpoint_runtime::__private::next_step(self)
    }
}
///The clients of `files`.
#[cfg(feature = "files")]
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct Files(::endpoint_runtime::Client);
#[cfg(feature = "files")]
impl ::core::convert::From<::endpoint_runtime::Client> for Files {
    #[inline]
    fn from(client: ::endpoint_runtime::Client) -> Self {
        Self(client)
    }
}
#[cfg(feature = "files")]
impl ::core::convert::AsRef<::endpoint_runtime::Client> for Files {
    #[inline]
    fn as_ref(&self) -> &::endpoint_runtime::Client {
        &self.0
    }
}
#[cfg(feature = "files")]
impl Files {
    ///Returns the client of [`Archive`](files::Archive).
    #[cfg(feature = "files")]
    #[inline]
    #[must_use]
    #[allow(unreachable_pub)]
    pub fn archive(&self) -> files::ArchiveClient {
        ::endpoint_runtime::__private::next_step(self)
    }
}
/// Returns the metadata of every endpoint of Acme's API.
#[inline]
pub fn endpoints() -> impl ::core::iter::Iterator<
    Item = &'static ::endpoint_runtime::Metadata,
> + ::core::clone::Clone {
    const LISTS: &[&[&'static ::endpoint_runtime::Metadata]] = &[
        <teams::TeamsClient>::ENDPOINTS,
        #[cfg(feature = "members")]
        <teams::members::MembersClient>::ENDPOINTS,
        #[cfg(feature = "files")]
        <files::ArchiveClient>::ENDPOINTS,
    ];
    ::core::iter::Iterator::copied(
        ::core::iter::Iterator::flatten(::core::iter::Iterator::copied(LISTS.iter())),
    )
}
#[cfg(feature = "schema")]
::endpoint_runtime::__schema_items! {
    #[cfg(feature = "schema")]
    ///Returns the JSON Schemas of every endpoint, by trait, for `ProviderBuilder::resources`.
    #[inline]
    pub(crate) fn schemas() -> impl ::core::iter::Iterator<
        Item = &'static [::endpoint_runtime::schema::EndpointSchemas],
    > + ::core::clone::Clone {
        const LISTS: &[&[::endpoint_runtime::schema::EndpointSchemas]] = &[
            <teams::TeamsClient>::SCHEMAS,
            #[cfg(feature = "members")]
            <teams::members::MembersClient>::SCHEMAS,
            #[cfg(feature = "files")]
            <files::ArchiveClient>::SCHEMAS,
        ];
        ::core::iter::Iterator::copied(LISTS.iter())
    }
}
