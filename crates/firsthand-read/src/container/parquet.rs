//! Parquet: a document a row.
//!
//! In: a Parquet file that can be read from any place. Out: a capture for each row, as the JSON
//! document that its columns make; which column is what is told as for JSON lines. Rows are read one
//! by one; in memory are the pages of the columns at hand.

use super::{Fields, Piece, json, told};
use parquet::file::reader::{ChunkReader, FileReader as _, SerializedFileReader};

/// Damaged rows that are told one by one.
const MOST_NOTICES: usize = 20;

/// Hands on each row. Codes of notices: "damaged-parquet".
pub fn unpack_parquet<R: ChunkReader + 'static>(
    source: R,
    name: &str,
    fields: &Fields,
    each: &mut dyn FnMut(Piece),
) {
    let damaged = |what: String| told(name, "damaged-parquet", what);
    let reader = match SerializedFileReader::new(source) {
        Ok(reader) => reader,
        Err(error) => {
            return each(damaged(format!("its index can't be read ({error}); copy the file again")));
        }
    };
    let rows = match reader.get_row_iter(None) {
        Ok(rows) => rows,
        Err(error) => return each(damaged(format!("its rows can't be read ({error})"))),
    };
    let mut bad = 0;
    for (i, row) in rows.enumerate() {
        match row {
            Ok(row) => json::object(row.to_json_value(), None, Some(i + 1), name, fields, each),
            Err(error) => {
                bad += 1;
                each(damaged(format!("row {}: {error}", i + 1)));
                if bad >= MOST_NOTICES {
                    return each(damaged("more rows are damaged; the rest is left out".to_owned()));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::tests::line;
    use bytes::Bytes;
    use parquet::data_type::ByteArrayType;
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    use std::sync::Arc;

    fn file() -> Vec<u8> {
        let schema = "message page { required binary id (UTF8); required binary body (UTF8); }";
        let schema = Arc::new(parse_message_type(schema).unwrap());
        let mut out = Vec::new();
        let mut writer =
            SerializedFileWriter::new(&mut out, schema, Arc::new(WriterProperties::builder().build()))
                .unwrap();
        let mut group = writer.next_row_group().unwrap();
        for values in [["a", "b"], ["One.", "Two."]] {
            let mut column = group.next_column().unwrap().unwrap();
            let values: Vec<_> = values.iter().map(|value| (*value).into()).collect();
            column.typed::<ByteArrayType>().write_batch(&values, None, None).unwrap();
            column.close().unwrap();
        }
        group.close().unwrap();
        writer.close().unwrap();
        out
    }

    #[test]
    fn rows() {
        let check = |bytes: Vec<u8>, fields: &str, expected: &[&str]| {
            let mut lines = Vec::new();
            let fields = Fields::parse(fields).unwrap();
            unpack_parquet(Bytes::from(bytes), "f", &fields, &mut |piece| lines.push(line(piece)));
            assert_eq!(lines, expected);
        };
        check(
            file(),
            "text=body",
            &[
                r#"f!/a||{"id":"a","body":"One.","text":"One."}"#,
                r#"f!/b||{"id":"b","body":"Two.","text":"Two."}"#,
            ],
        );
        check(file()[..40].to_vec(), "", &["!f|damaged-parquet"]);
    }
}
