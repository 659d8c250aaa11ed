//! Objects and open enums in the body of a function, which nothing outside of it can name.

use endpoint_runtime::{JsonMap, object, open_enum};

fn main() {
    const DAYS: u32 = 7;

    #[open_enum]
    enum Status {
        Active,
    }

    /// A member.
    #[object(server)]
    struct Member {
        name: Option<String>,
        status: Status,
        #[field(default = DAYS)]
        days: u32,
        #[sensitive]
        key: Option<String>,
        friend: Option<Box<Member>>,
        #[rest]
        extra: JsonMap,
    }

    let member: Member = serde_json::from_str(r#"{"status":"Active","friend":{}}"#).unwrap();
    let friend = Member::new("").friend(Some(Box::new(Member::default())));
    assert_eq!(member.friend, friend.friend);
    assert_eq!((member.days, member.status), (7, Status::Active));
}
