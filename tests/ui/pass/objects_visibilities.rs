//! Objects, fields and open enums of each visibility.
#![deny(private_interfaces, private_bounds, unreachable_pub)]

mod api {
    use endpoint_runtime::{object, open_enum};

    #[object(server)]
    struct Private {
        id: u8,
        status: Option<Status>,
    }

    #[object(server)]
    pub(super) struct Member {
        pub(crate) name: String,
        pub(in crate::api) private: Private,
        secret: Option<u8>,
        pub(super) rank: Option<Rank>,
    }

    #[open_enum]
    enum Status {
        Active,
    }

    #[open_enum]
    pub(crate) enum Rank {
        High,
    }

    pub(super) fn make() -> Member {
        let private = Private::new(1).status(Status::Active);
        assert_eq!(private.id, 1);
        let member = Member::new("Ada", private).secret(2).rank(Rank::High);
        assert_eq!(member.secret, Some(2));
        member
    }
}

fn main() {
    let member = api::make();
    assert_eq!((member.name.as_str(), member.rank), ("Ada", Some(api::Rank::High)));
}
