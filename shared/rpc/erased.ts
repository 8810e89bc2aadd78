/** What a screen is given in place of the name of a guest who is erased [S29]; the screens say it in the reader's words. */
export const ERASED = '⟦erased guest⟧';
