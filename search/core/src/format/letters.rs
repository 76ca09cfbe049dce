//! Which letter follows which in Italian stems.

/// For each letter that one may follow, and then for any other byte, the
/// probabilities that the bits of its symbol are 0, in 94ths from `!` on, in the
/// order of [`super::stream`]'s trees. Counted in every other one of the stems
/// of Snowball's vectors, sorted and without what each shares with the one
/// before it.
pub(super) const LETTERS: &str = concat!(
    "X>mYDq~4=/vGvQP*_6yq$60#=<E1~PP",
    "]QI^a[~y|l&w}$PPb|j}\"*|!c}Pw~PP",
    "WZ/[YX~DQn$j|!P}~}\"~M7}//~jc~PP",
    "OQ3C^R~iy{&`x\"P~.}^~GX{$d~u]~PP",
    "L=qT>v~=6)wOtQPJK@{s#1F\"Q0L/~PP",
    "^N:;aW~{|w%f|!P{jJP~%Py#4wPP~PP",
    "\\H97YT~zCH\\x|!Px\\~k}!%|!P~jq~PP",
    "fNC>gY~v~w;Pm*P}C~P~%:x$$jqh~PP",
    "cKd]1o~G]&],}MPleh|V'9r)VG.!~PP",
    "RM(^P5|kuGGPj#Px5uPqCPuPPjPP|PP",
    "KP54Q^~ziB4Ak%PnPx4yDC|(Zhju~PP",
    "MD0TkR~_vL4$|#PyJvw~\"qq<BmqS~PP",
    "YQ(VF8~|~{:Zv#Pcc~j~<z[7\\}Pa~PP",
    "B`<[Fv~E\\rP$y'P|:vz|b#xe/d\\'~PP",
    "]7uX@o~5:'vVt@P8c?w}#.0!\\3v4~PP",
    "]GIHEf~uxj\"j}!P~P}1~&.S!F}Pj~PP",
    "$Prj5!zjPPjP~%PjPPPPP5PPP|PPzPP",
    "LQ:URg~^lpG@|$PsJzw~6Ms\"L^\\]~PP",
    "DMPU_x~Clv-\"s!Pvyv0~U[]^Qpx\\~PP",
    "APCJRl~{w|&<~\"P~p~&~1X}!#|j6~PP",
    "QNb]D{~JZFbJ`4PbR]wz)HT!Q,''~PP",
    "aW/OSD~|}z#[|!P~\\~q~PP}%<<Pj~PP",
    "bdRV[gz|mb(%q%PwP{.x.PwPzqPPzPP",
    "WQKaHZ{^wx=7C$Pk\\cPxPqX5<5PP{PP",
    "9R<TFo~Sg=[ox!PyGzqq7=w\"cGPP~PP",
    "B6\"Yo-~yk~*jqEP{q}'~5\\}5Pzj!~PP",
    "ZPjPPPqPPPPPPqPPPPPPPPPPPPPPPPP",
);
