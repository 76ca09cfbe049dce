//! Events that a message invites to (iCalendar, RFC 5545): what they are, where and when.

/// What readers see of an event.
const SEEN: [&str; 6] = [
    "SUMMARY",
    "DTSTART",
    "DTEND",
    "LOCATION",
    "DESCRIPTION",
    "COMMENT",
];

/// The text of a calendar; what it says of an event is divided by empty lines.
pub(super) fn text(calendar: &str) -> String {
    // A line that begins with a space goes on with the one before.
    let whole = calendar
        .replace("\r\n", "\n")
        .replace("\n ", "")
        .replace("\n\t", "");
    // When the summer begins is no event.
    let mut is_zone = false;
    let mut text = String::new();
    for line in whole.lines() {
        match line {
            "BEGIN:VTIMEZONE" => is_zone = true,
            "END:VTIMEZONE" => is_zone = false,
            _ => {}
        }
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let (name, parameters) = name.split_once(';').unwrap_or((name, ""));
        if is_zone || !SEEN.contains(&name) {
            continue;
        }
        // Parameters in quotes may have a colon too.
        let value = match parameters.contains('"') {
            true => value.rsplit_once("\":").map_or(value, |(_, value)| value),
            false => value,
        };
        text.push_str(&moment(value).unwrap_or_else(|| unescaped(value)));
        text.push_str("\n\n");
    }
    text
}

/// A moment such as `20260514T093000Z` as readers write it.
fn moment(value: &str) -> Option<String> {
    let (day, time) = value.split_once('T').unwrap_or((value, ""));
    let is_number =
        |text: &str, length| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    let time = time.trim_end_matches('Z');
    if !is_number(day, 8) || !(time.is_empty() || is_number(time, 6)) {
        return None;
    }
    let mut text = format!("{}/{}/{}", &day[6..], &day[4..6], &day[..4]);
    if !time.is_empty() {
        text.push_str(&format!(" {}:{}", &time[..2], &time[2..4]));
    }
    Some(text)
}

fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut characters = value.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(c) => text.push(c),
                None => {}
            },
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn an_event_is_what_where_and_when() {
        let calendar = "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nDTSTART:19700329T020000\r\nEND:VTIMEZONE\r\n\
            BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Tavolo\\, seconda se\r\n duta\r\n\
            DTSTART;TZID=Europe/Rome:20260514T093000\r\nDTEND;VALUE=DATE:20260515\r\n\
            LOCATION;ALTREP=\"http://e.example/\":Sala\\nverde\r\nEND:VEVENT\r\n";
        assert_eq!(
            text(calendar),
            "Tavolo, seconda seduta\n\n14/05/2026 09:30\n\n15/05/2026\n\nSala\nverde\n\n"
        );
        assert_eq!(text("SUMMARY:\\"), "\n\n");
        assert_eq!(text("DTSTART:è9990102T"), "è9990102T\n\n");
    }
}
