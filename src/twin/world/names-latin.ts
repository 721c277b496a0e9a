// Names written in the Latin alphabet, by locale: sixteen given names and twenty surnames each. No surname stands in two locales, here or in
// names-scripts.ts: the uniqueness of user principal names rests on it, and a test holds it.

/** Given names and surnames of a locale; `native|ascii` where the ASCII form is not the name without its marks. */
export type NameList = { readonly given: readonly string[]; readonly surnames: readonly string[] }

const list = (given: string, surnames: string): NameList => ({ given: given.split(','), surnames: surnames.split(',') })

/** Name lists in Latin letters by language, with the awkward ones that break naive code: apostrophes, particles, very short, very long. */
export const latinNames: Readonly<Record<string, NameList>> = {
  en: list(
    "Olivia,Jack,Amelia,Harry,Grace,Thomas,Charlotte,James,Siobhan,William,Emily,D'Arcy,Mary-Kate,Samuel,Zoë,Bo",
    "Smith,O'Brien,Taylor,Fitzgerald-Cavendish,Brown,Wilson,McAllister,Evans,Ng,Wright,O'Connor,Hughes,Featherstonehaugh,Clarke,Baker,Nolan,Turner,Morrison,Bennett,St John|stjohn",
  ),
  de: list(
    'Anna,Jürgen,Sophie,Lukas,Käthe,Matthias,Jörg,Leonie,Karl-Heinz,Friederike,Felix,Annegret,Björn,Hannelore,Günther,Mia',
    'Müller,Schmidt,Schäfer,Weiß,Hoffmann,Krüger,Großmann,Leutheusser-Schnarrenberger,Bauer,von der Heydt|vonderheydt,Köhler,Zimmermann,Böhm,Vogel,Strauß,Neumann,Götz,Brandt,Jäger,Lange',
  ),
  fr: list(
    'Chloé,Lucas,Léa,Hugo,Maëlle,Jean-Baptiste,Inès,Théo,Anaïs,François,Clémence,Noël,Aurélie,Étienne,Manon,Loïc',
    "Martin,Dubois,Lefèvre,Moreau,d'Aubigné,Garnier,Rousseau,Besançon,Fournier,L'Hôpital,Mercier,Guérin,Chevalier,François-Poncet,Bonnet,Marchand,Duval,Noël du Payrat|noeldupayrat,Lemaître,Colin",
  ),
  es: list(
    'Lucía,Hugo,María,Mateo,Íñigo,Sofía,Martín,Paula,Ángel,Carmen,Álvaro,Inés,José,Nuria,Andrés,Begoña',
    'García,Rodríguez,Muñoz,Fernández,Ibáñez,López,Núñez,Martínez,Peña,Sánchez,Zubizarreta,Pérez,Gómez de la Serna|gomezdelaserna,Ruiz,Castaño,Jiménez,Aragonés,Hernández,Ordóñez,Vázquez',
  ),
  pl: list(
    'Zuzanna,Jakub,Łucja,Paweł,Małgorzata,Michał,Agnieszka,Grzegorz,Świętosława,Krzysztof,Bożena,Stanisław,Żaneta,Łukasz,Katarzyna,Wojciech',
    'Nowak,Wiśniewska,Wójcik,Kowalczyk,Dąbrowska,Brzęczyszczykiewicz,Zieliński,Szymańska,Woźniak,Kozłowska,Jabłoński,Mazur,Krawczyk,Żukowska,Grabowski,Pawłowska,Michalski,Łuczak,Wróbel,Źrebiec',
  ),
  sv: list(
    'Alice,Nils,Åsa,Björn,Maja,Göran,Elsa,Mårten,Ingrid,Sören,Ebba,Håkan,Linnéa,Lars-Åke,Wilma,Östen',
    'Andersson,Åkerlund,Johansson,Öberg,Lindström,Sjöberg,Nyström,Bergqvist,Ekström,Lundgren,Hägg,Söderberg,Wallin,Ström,Fälldin,Sandberg,Björk,af Klintberg|afklintberg,Engström,Dahl',
  ),
  tr: list(
    'Zeynep,Yiğit,Elif,Çağlar,Ayşe,Ömer,Şule,Gökhan,Işıl,Kağan,Özge,Umut,Gülşen,İbrahim,Nazlı,Barış',
    'Yılmaz,Kaya,Demir,Şahin,Çelik,Yıldız,Öztürk,Aydın,Özdemir,Arslan,Doğan,Kılıç,Aslan,Çetin,Güneş,Koç,Kurt,Özkan,Şimşek,Polat',
  ),
  it: list(
    'Giulia,Francesco,Niccolò,Chiara,Matteo,Martina,Giosuè,Alessandra,Davide,Noemi,Riccardo,Beatrice,Ludovico,Elisa,Pietro,Gaia',
    "Rossi,Ferrari,Esposito,Bianchi,Ricci,D'Angelo,Marino,Greco,Dell'Acqua,Conti,De Luca|deluca,Costa,Fontana,Caruso,Nicolò,Galli,Barbieri,Lo Cascio|locascio,Mancini,Sartori",
  ),
  pt: list(
    'Beatriz,João,Inês,Tomás,Conceição,Luís,Margarida,Gonçalo,Antónia,Estêvão,Mafalda,Simão,Lívia,Caetano,Íris,Otávio',
    'Silva,Santos,Oliveira,Conceição Ramos|conceicaoramos,Pereira,Araújo,Gonçalves,Magalhães,Ribeiro,Guimarães,Carvalho,Assunção,Lopes,Falcão,Teixeira,Brandão,Simões,Leitão,Cardoso,Vasconcelos',
  ),
  vi: list(
    'Anh,Bảo,Châu,Dũng,Giang,Hương,Khánh,Linh,Minh Châu|minhchau,Ngọc,Phúc,Quỳnh,Sơn,Thảo,Tuấn,Yến',
    'Nguyễn,Trần,Lê,Phạm,Hoàng,Huỳnh,Phan,Vũ,Võ,Đặng,Bùi,Đỗ,Hồ,Ngô,Dương,Lý,Đinh,Trịnh,Mai,Tô',
  ),
}
