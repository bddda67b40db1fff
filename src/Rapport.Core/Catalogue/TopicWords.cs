namespace Rapport.Core.Catalogue;

/// <summary>The shipped word list, English and German: whole words, any case.</summary>
internal static class TopicWords
{
    private static readonly (string Code, string Words)[] Lists =
    [
        ("S1", "pharmacy,apotheke,medicine,medicines,medication,arznei,arzneimittel,medikament,medikamente,painkiller,painkillers,schmerzmittel,antidepressant,pregnancy test,schwangerschaftstest,fertility,ovulation,blood pressure,blutdruck,diabetes,insulin,hearing aid,hörgerät,wheelchair,rollstuhl"),
        ("S2", "condom,condoms,kondom,kondome,contraception,verhütung,sex toy,sex toys,sexspielzeug,vibrator,erotic,erotik,lgbt,gay,lesbian,lesbisch"),
        ("S3", "bible,bibel,quran,koran,torah,rosary,rosenkranz,prayer,gebet,church,kirche,mosque,moschee,synagogue,synagoge"),
        ("S4", "trade union,gewerkschaft,political party,politische partei"),
        ("S10", "domestic abuse,trauma"),
        ("S11", "debt advice,schuldnerberatung,payday loan"),
        ("D1", "baby,babies,newborn,infant,nursery,pregnancy,maternity,nappy,nappies,diaper,diapers,stroller,pram,säugling,neugeborene,windel,windeln,kinderwagen,umstandsmode,schwangerschaft"),
        ("D2", "funeral,mourning,sympathy card,urn,trauer,beerdigung,grabkerze,urne"),
        ("D3", "wedding,bridal,dating,divorce,hochzeit,braut,scheidung"),
        ("D4", "weight loss,slimming,hair loss,incontinence,acne,abnehmen,haarausfall,inkontinenz,akne"),
        ("D5", "alcohol,wine,beer,whisky,whiskey,gin,vodka,rum,tobacco,cigarette,cigar,gambling,casino,alkohol,wein,bier,tabak,zigarette,glücksspiel"),
        ("D6", "engagement ring,diamond,verlobungsring,diamant"),
    ];

    internal static IEnumerable<(string Word, TopicClass Class)> EnglishAndGerman =>
        Lists.SelectMany(list => list.Words.Split(','), (list, word) => (word, new TopicClass(list.Code)));
}
