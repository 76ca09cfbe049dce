//! Which letter follows which in Italian stems.

/// For each letter that one may follow, and then for any other byte, the
/// probabilities that the bits of its symbol are 0, in 94ths from `!` on, in the
/// order of [`super::stream`]'s trees. Counted in every other one of the stems
/// of Snowball's vectors, sorted and without what each shares with the one
/// before it, to the nearest of a few, which packs better.
pub(super) const LETTERS: &str = concat!(
    "X@pX@p~0@0xHxPP(`8xp!80!@@H0~PP",
    "`PH``X~x~p(x~!PP`~h~!(~!`~Px~PP",
    "XX0XXX~@Pp!h~!P~~~!~P8~00~h`~PP",
    "PP0@`P~hxx(`x!P~0~`~HXx!`~x`~PP",
    "P@pP@x~@8(xPpPPHH@xp!0H!P0P0~PP",
    "`P88`X~x~x(h~!PxhHP~(Px!0xPP~PP",
    "`H88XP~x@H`x~!Px`~h~!(~!P~hp~PP",
    "hP@@hX~x~x8Pp(P~@~P~(8x!!hph~PP",
    "`H``0p~H`(`0~PPphh~X(8p(XH0!~PP",
    "PP(`P8~hxHHPh!Px8xPp@PxPPhPP~PP",
    "HP80P`~xh@0@h(PpPx0x@@~(Xhhx~PP",
    "P@0PhP~`xP0!~!PxHxx~!pp@@ppP~PP",
    "XP(XH8~~~x8Xx!P``~h~@xX8`~P`~PP",
    "@`@XHx~H`pP!x(P~8xx~`!xh0``(~PP",
    "`8xX@p~88(xXp@P8`@x~!00!`0x0~PP",
    "`HHHHh~xxh!h~!P~P~0~(0P!H~Ph~PP",
    "!Pph8!xhPPhP~(PhPPPPP8PPP~PPxPP",
    "PP8XPh~`ppH@~!PpHxx~8Pp!P```~PP",
    "@PPX`x~@px0!p!Pxxx0~XX``Ppx`~PP",
    "@P@HPp~xx~(@~!P~p~(~0X~!!~h8~PP",
    "PP``@x~HXH`H`0P`P`xx(HP!P0((~PP",
    "`X0PP@~~~x!X~!P~`~p~PP~(@@Ph~PP",
    "``PXXhx~p`((p(PxPx0x0PxPxpPPxPP",
    "XPH`HXx`xx@8@!Ph``PxPpX8@8PPxPP",
    "8P@PHp~Ph@Xpx!PxHxpp8@x!`HPP~PP",
    "@8!Xp0~xh~(hpHPxp~(~8`~8Pxh!~PP",
    "XPhPPPpPPPPPPpPPPPPPPPPPPPPPPPP",
);
