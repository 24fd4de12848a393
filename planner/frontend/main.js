// Pages work without scripts; each module makes one thing quicker.
import { closeMenus } from "./modules/menus.js";
import { moveFocus } from "./modules/focus.js";
import { editRows } from "./modules/rows.js";

closeMenus();
moveFocus();
editRows();
