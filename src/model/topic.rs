//! Topics: ids that are paths, with titles.

use std::collections::BTreeMap;

/// Topic ids with their titles. Ids are paths with `/`; a report rolls up along the path.
pub type Topics = BTreeMap<String, String>;

/// Every topic that `path` lies in, outermost first, `path` itself last.
///
/// `a/b/c` gives `a`, `a/b`, `a/b/c`.
pub fn ancestors_and_self(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end]).chain(std::iter::once(path))
}

/// Whether `path` is `ancestor` or lies below it.
pub fn is_within(path: &str, ancestor: &str) -> bool {
    path.strip_prefix(ancestor).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The title of a topic: the one given, or its last segment in words (`peer-values` is `Peer values`).
pub fn title_of(path: &str, topics: &Topics) -> String {
    topics.get(path).cloned().unwrap_or_else(|| {
        let words = path.rsplit('/').next().unwrap_or(path).replace(['-', '_'], " ");
        let mut letters = words.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_lies_in_its_prefixes_only_at_segment_borders() {
        assert_eq!(ancestors_and_self("a/b/c").collect::<Vec<_>>(), ["a", "a/b", "a/b/c"]);
        assert_eq!(ancestors_and_self("a").collect::<Vec<_>>(), ["a"]);
        assert!(is_within("a/b", "a"));
        assert!(is_within("a", "a"));
        assert!(!is_within("ab", "a"));
        assert!(!is_within("a", "a/b"));
    }

    #[test]
    fn a_topic_without_a_title_is_named_by_its_last_segment() {
        let topics = Topics::from([("a".to_owned(), "Area A".to_owned())]);
        assert_eq!(title_of("a", &topics), "Area A");
        assert_eq!(title_of("a/peer-values", &topics), "Peer values");
    }
}
