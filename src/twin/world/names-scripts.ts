// Names in other scripts than Latin, by language, each as `native|ascii`: the native form is shown, the ASCII form makes addresses.

import type { NameList } from './names-latin.ts'

const list = (given: string, surnames: string): NameList => ({ given: given.split(','), surnames: surnames.split(',') })

/** Name lists by language whose own script is not Latin. Chinese, Japanese and Korean write the surname first. */
export const scriptNames: Readonly<Record<string, NameList>> = {
  el: list(
    'Μαρία|maria,Γιώργος|giorgos,Ελένη|eleni,Δημήτρης|dimitris,Κατερίνα|katerina,Νίκος|nikos,Σοφία|sofia,Χρήστος|christos,Ιωάννα|ioanna,Παναγιώτης|panagiotis,Άννα|anna,Σπύρος|spyros,Θεοδώρα|theodora,Στέλιος|stelios,Ευαγγελία|evangelia,Ηλίας|ilias',
    'Παπαδόπουλος|papadopoulos,Γεωργίου|georgiou,Νικολαΐδης|nikolaidis,Οικονόμου|oikonomou,Βασιλείου|vasileiou,Καραγιάννης|karagiannis,Δημητρίου|dimitriou,Αντωνίου|antoniou,Παπαγεωργίου|papageorgiou,Μακρής|makris,Αλεξίου|alexiou,Χατζής|chatzis,Σταθόπουλος|stathopoulos,Λαμπρόπουλος|lampropoulos,Κωνσταντίνου|konstantinou,Ζαχαρίας|zacharias,Ραφτόπουλος|raftopoulos,Τσιτσιπάς|tsitsipas,Βλάχος|vlachos,Ξενάκης|xenakis',
  ),
  uk: list(
    'Олена|olena,Андрій|andrii,Марія|mariia,Тарас|taras,Оксана|oksana,Богдан|bohdan,Наталія|nataliia,Юрій|yurii,Ірина|iryna,Володимир|volodymyr,Ганна|hanna,Сергій|serhii,Людмила|liudmyla,Дмитро|dmytro,Зоряна|zoriana,Любомир|liubomyr',
    "Шевченко|shevchenko,Коваленко|kovalenko,Бондаренко|bondarenko,Ткаченко|tkachenko,Кравченко|kravchenko,Олійник|oliinyk,Лисенко|lysenko,Мельник|melnyk,Поліщук|polishchuk,Гончар|honchar,Савченко|savchenko,Руденко|rudenko,Мороз|moroz,Клименко|klymenko,Хоменко|khomenko,Щербак|shcherbak,Ґонтар|gontar,Дем'яненко|demianenko,Юрченко|yurchenko,Їжакевич|yizhakevych",
  ),
  ar: list(
    'محمد|mohammed,فاطمة|fatima,أحمد|ahmed,عائشة|aisha,خالد|khalid,مريم|maryam,عمر|omar,نورة|noura,يوسف|yousef,ليلى|layla,عبد الرحمن|abdulrahman,هند|hind,سعيد|saeed,زينب|zainab,إبراهيم|ebrahim,شيماء|shaimaa',
    'المنصوري|almansoori,الهاشمي|alhashimi,حداد|haddad,خوري|khoury,النجار|alnajjar,العطار|alattar,سليمان|suleiman,الزعابي|alzaabi,مصطفى|mustafa,الشامسي|alshamsi,القحطاني|alqahtani,عبد الله|abdullah,فارس|faris,المهيري|almheiri,حسين|hussein,صالح|saleh,البغدادي|albaghdadi,درويش|darwish,الكعبي|alkaabi,شاهين|shaheen',
  ),
  he: list(
    'נועה|noa,איתי|itai,תמר|tamar,יונתן|yonatan,מאיה|maya,דוד|david,שירה|shira,אריאל|ariel,רחל|rachel,עומר|omer,אביגיל|avigail,נדב|nadav,יעל|yael,משה|moshe,הדס|hadas,עידו|ido',
    "כהן|cohen,לוי|levi,מזרחי|mizrahi,פרץ|peretz,ביטון|biton,דהן|dahan,אברהם|avraham,פרידמן|friedman,מלכה|malka,אזולאי|azulay,כץ|katz,יוסף|yosef,עמר|amar,אוחיון|ohayon,חדד|hadad,גבאי|gabay,בן דוד|bendavid,צ'רניחובסקי|tchernichovsky,שפירא|shapira,רוזנברג|rosenberg",
  ),
  ja: list(
    '陽葵|himari,蓮|ren,結衣|yui,大翔|hiroto,さくら|sakura,健太|kenta,美咲|misaki,翔太|shota,葵|aoi,拓海|takumi,花子|hanako,一郎|ichiro,直美|naomi,裕二|yuji,恵|megumi,慎之介|shinnosuke',
    '佐藤|sato,鈴木|suzuki,高橋|takahashi,田中|tanaka,伊藤|ito,渡邊|watanabe,山本|yamamoto,中村|nakamura,小林|kobayashi,加藤|kato,吉田|yoshida,山田|yamada,佐々木|sasaki,髙島|takashima,松本|matsumoto,井上|inoue,斎藤|saito,長谷川|hasegawa,勅使河原|teshigawara,岡|oka',
  ),
  zh: list(
    '伟|wei,芳|fang,秀英|xiuying,强|qiang,静|jing,磊|lei,丽华|lihua,洋|yang,艳|yan,勇|yong,雨桐|yutong,浩然|haoran,子涵|zihan,建国|jianguo,梦瑶|mengyao,一诺|yinuo',
    '王|wang,李|li,张|zhang,刘|liu,陈|chen,杨|yang,黄|huang,赵|zhao,吴|wu,周|zhou,徐|xu,孙|sun,马|ma,朱|zhu,胡|hu,郭|guo,何|he,欧阳|ouyang,司马|sima,诸葛|zhuge',
  ),
  ko: list(
    '지우|jiwoo,민준|minjun,서연|seoyeon,도윤|doyun,하은|haeun,예준|yejun,수빈|subin,시우|siwoo,지민|jimin,현우|hyunwoo,영희|younghee,철수|cheolsu,은지|eunji,동현|donghyun,유나|yuna,준호|junho',
    '김|kim,이|lee,박|park,최|choi,정|jung,강|kang,조|cho,윤|yoon,장|jang,임|lim,한|han,오|oh,서|seo,신|shin,권|kwon,황보|hwangbo,안|ahn,송|song,남궁|namgung,류|ryu',
  ),
  hi: list(
    'आरव|aarav,प्रिया|priya,विवान|vivaan,अनन्या|ananya,अर्जुन|arjun,दीपिका|deepika,रोहन|rohan,कविता|kavita,संजय|sanjay,नेहा|neha,राजेश|rajesh,पूजा|pooja,विक्रम|vikram,श्रुति|shruti,अमित|amit,लक्ष्मी|lakshmi',
    'शर्मा|sharma,वर्मा|verma,गुप्ता|gupta,सिंह|singh,पटेल|patel,अय्यर|iyer,रेड्डी|reddy,मुखर्जी|mukherjee,चटर्जी|chatterjee,जोशी|joshi,मेहता|mehta,नायर|nair,कृष्णमूर्ति|krishnamurthy,देशपांडे|deshpande,कपूर|kapoor,मल्होत्रा|malhotra,वेंकटरमणन|venkataramanan,दास|das,यादव|yadav,चौधरी|chaudhary',
  ),
  th: list(
    'สมชาย|somchai,สมหญิง|somying,ณัฐพล|nattapon,กมลวรรณ|kamonwan,ธนกร|thanakorn,พิมพ์ชนก|pimchanok,อนุชา|anucha,สุดารัตน์|sudarat,วีรยุทธ|weerayut,นันทนา|nantana,ชัยวัฒน์|chaiwat,ศิริพร|siriporn,ปิยะ|piya,มาลี|malee,ธีรเดช|teeradet,จิราพร|jiraporn',
    'ศรีสุข|srisuk,จันทร์เจริญ|chanjaroen,วงศ์สวัสดิ์|wongsawat,ทองดี|thongdee,สุวรรณรัตน์|suwannarat,บุญมี|boonmee,รัตนกุล|rattanakul,ชัยชนะ|chaichana,เจริญพงศ์|charoenpong,พงษ์พานิช|pongpanich,สายทอง|saithong,แสงสว่าง|saengsawang,มั่นคง|mankong,ประเสริฐสุข|prasertsuk,ลิ้มเจริญรัตน์|limcharoenrat,อินทรวิเชียร|intharawichian,คงเจริญ|khongcharoen,ศิริวัฒน์|siriwat,นาคสวัสดิ์|naksawat,ภูมิพัฒน์|phumiphat',
  ),
}
