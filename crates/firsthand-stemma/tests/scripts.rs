//! Copies in other scripts than Latin: found, collated, and changed numbers and negations seen.

use firsthand_stemma::{Certainty, Witness, trace};

fn witness<'t>(id: &'t str, text: &'t str) -> Witness<'t> {
    Witness {
        id,
        text,
        title: None,
        hand: Some(if id == "0" { "WireNews" } else { id }),
        published: None,
        credited: vec!["WireNews"],
        is_agency: id == "0",
        address: None,
    }
}

/// A dispatch, what `from` in it became (`to`) in a copy that also lost its last sentence, and a text of
/// its own: two are a family, the third isn't, and the copy's edits are `want`.
#[track_caller]
fn check(dispatch: &[&str], joint: &str, from: &str, to: &str, own: &str, want: &[&str]) {
    let whole = dispatch.join(joint);
    assert!(whole.contains(from), "{from}");
    let copy = dispatch[..dispatch.len() - 1].join(joint).replace(from, to);
    let texts = [witness("0", &whole), witness("1", &copy), witness("2", own)];
    let found = trace(&texts);
    assert_eq!(found.families.len(), 1, "{dispatch:?}");
    let family = &found.families[0];
    assert_eq!(family.witnesses, [0, 1]);
    assert!(family.copyings[0].certainty > Certainty::Possible);
    // Each sentence of the dispatch is one segment, and the copy has all but the last.
    assert_eq!(family.segments.len(), dispatch.len(), "{:?}", family.segments);
    assert_eq!(
        family.segments.iter().filter(|segment| segment.readings.len() == 2).count(),
        dispatch.len() - 1
    );
    let mut edits: Vec<String> =
        family.edits.iter().map(|edit| format!("{}/{}", edit.class.as_str(), edit.kind.as_str())).collect();
    edits.sort();
    assert_eq!(edits, want, "{dispatch:?}");
}

#[test]
fn scripts_with_spaces() {
    check(
        &[
            "Старый мост в Тарне закрыли в понедельник, когда водолазы нашли трещины в двух опорах.",
            "По словам начальника порта, ремонт займёт 14 недель и обойдётся дороже прежнего.",
            "Автобусы теперь ходят через верхний брод.",
        ],
        " ",
        "14 недель",
        "40 недель",
        "Девять лошадей вывели из горящей конюшни двое мальчиков, крыша рухнула через минуту после этого.",
        &["meaning/number", "meaning/tail-cut"],
    );
    check(
        &[
            "Η παλιά γέφυρα στο Ταρν έκλεισε τη Δευτέρα επειδή οι δύτες βρήκαν ρωγμές στους δύο πυλώνες.",
            "Ο λιμενάρχης είπε ότι το φράγμα δεν κινδυνεύει και ότι οι εργασίες θα αρχίσουν σύντομα.",
            "Τα λεωφορεία περνούν από το πάνω πέρασμα.",
        ],
        " ",
        "δεν κινδυνεύει",
        "κινδυνεύει",
        "Εννέα άλογα βγήκαν από τον στάβλο που καιγόταν χάρη σε δύο αγόρια της σχολής ιππασίας.",
        &["meaning/negation", "meaning/tail-cut"],
    );
    check(
        &[
            "أغلق الجسر القديم في تارن يوم الاثنين بعد أن عثر الغواصون على شقوق في اثنتين من دعاماته.",
            "قال مدير الميناء أحمد لوند إن الإصلاح سيستغرق ١٤ أسبوعا وسيكلف أكثر مما كان متوقعا.",
            "تمر الحافلات الآن عبر المخاضة العليا.",
        ],
        " ",
        "أحمد",
        "احمد",
        "أخرج صبيان تسعة خيول من إسطبل يحترق في الصباح الباكر ثم انهار سقفه بعد دقائق قليلة.",
        &["meaning/tail-cut", "style/spelling"],
    );
    check(
        &[
            "הגשר הישן בטארן נסגר ביום שני לאחר שצוללנים מצאו סדקים בשניים מעמודיו.",
            "מנהל הנמל אמר כי התיקון לא יימשך יותר מעשרה שבועות ויעלה הרבה יותר מהצפוי.",
            "האוטובוסים עוברים עכשיו במעבר העליון.",
        ],
        " ",
        "לא יימשך",
        "יימשך",
        "שני נערים הוציאו תשעה סוסים מאורווה בוערת בבוקר יום ראשון, והגג קרס דקות אחר כך.",
        &["meaning/negation", "meaning/tail-cut"],
    );
    check(
        &[
            "टार्न का पुराना पुल सोमवार को बंद कर दिया गया क्योंकि गोताखोरों को उसके दो खंभों में दरारें मिलीं।",
            "बंदरगाह के प्रमुख ने कहा कि मरम्मत में १४ सप्ताह लगेंगे और खर्च पहले से अधिक होगा।",
            "बसें अब ऊपरी घाट से होकर जाती हैं।",
        ],
        " ",
        "१४ सप्ताह",
        "४० सप्ताह",
        "दो लड़कों ने रविवार की सुबह जलते अस्तबल से नौ घोड़े निकाले और कुछ मिनट बाद छत गिर गई।",
        &["meaning/number", "meaning/tail-cut"],
    );
}

#[test]
fn scripts_without_spaces() {
    check(
        &[
            "塔恩的老桥星期一关闭，因为潜水员在五座桥墩中的两座上发现了裂缝。",
            "港务主管表示，修理工程需要三个月时间，费用比原先预计的高出许多。",
            "公共汽车现在绕行上游的渡口。",
        ],
        "",
        "三个月",
        "五个月",
        "两名男孩星期天清晨从着火的马厩里牵出九匹马，几分钟后屋顶就塌了下来。",
        &["meaning/number", "meaning/tail-cut"],
    );
    check(
        &[
            "ターンの古い橋は、潜水士が橋脚のうち二本にひびを見つけたため、月曜日に閉鎖された。",
            "港長によると、修理は夏までに終わる見通しで、費用は当初の予想を大きく上回るという。",
            "バスは今、上流の浅瀬を通っている。",
        ],
        "",
        "夏まで",
        "秋まで",
        "日曜日の早朝、二人の少年が燃える馬小屋から九頭の馬を連れ出し、数分後に屋根が落ちた。",
        &["meaning/tail-cut", "wording/rewrite"],
    );
    check(
        &[
            "สะพานเก่าแห่งเมืองทาร์นถูกปิดตั้งแต่เช้าวันจันทร์เพราะนักดำน้ำพบรอยร้าวในเสาสองต้น",
            "หัวหน้าท่าเรือบอกว่าการซ่อมจะใช้เวลานานและน้ำไม่ท่วมถนนริมฝั่งอีกแล้วในปีนี้",
            "รถโดยสารต้องอ้อมไปข้ามที่ท่าน้ำด้านบนซึ่งไกลกว่าเดิมครึ่งชั่วโมง",
        ],
        " ",
        "น้ำไม่ท่วม",
        "น้ำท่วม",
        "เด็กชายสองคนจูงม้าเก้าตัวออกจากคอกที่กำลังไฟไหม้เมื่อเช้าวันอาทิตย์ก่อนที่หลังคาจะถล่มลงมา",
        &["meaning/negation", "meaning/tail-cut"],
    );
}
