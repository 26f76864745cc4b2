/** Style sheets, which the bundle puts into `page.css`. */
declare module '*.css'
